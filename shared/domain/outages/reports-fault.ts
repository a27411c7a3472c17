/**
 * Does this text say that something fails? Much wider than "outage" on purpose: it only decides what is worth comparing
 * with what others say, and people in an outage say that their card is declined. Words are those of `neutralText`:
 * lower case, no accents, no apostrophes.
 */
import { neutralText } from "../messages/neutral-text.ts";

const faultWords: readonly RegExp[] = [
  /\b(down|outage|offline|out of (order|service)|(not|isnt|arent|wont|doesnt|dont|stopped|never) (\w+ )?(work|load|open|start|connect|respond|charg|arriv)\w*|broken?|broke|crash\w*|error|fault\w*|glitch\w*|freez\w*|frozen|stuck|dead|declined|reject\w*|fail\w*|cant|cannot|unable|locked out|logged out|keeps? \w+ing|no (signal|internet|service|power|reception|connection|water|heating|network|dial ?tone)|lost (signal|connection|power|internet)|dropp(ed|ing)|cut(ting)? (off|out)|unavailable|blackout|cancel\w*|delay\w*|still waiting)\b/u,
  /\b(caid[oa]s?|no (funciona|carga|abre|anda|hay|tengo|puedo|me deja)\w*|sin (servicio|internet|senal|luz|agua|conexion)|averia|fall(a|o|as|ando)|error|rechaza\w*|bloquead[oa]|cancelad[oa])\b/u,
  /\b(en panne|panne|(ne )?(marche|fonctionne|charge|souvre|repond) (pas|plus)|plus (de|d) ?(reseau|internet|connexion|courant|signal)|pas (de|d) ?(reseau|internet|connexion)|coupure|bloquee?|refusee?|annulee?|erreur|impossible)\b/u,
  /\b(ausgefallen|ausfall|gestort|storung|funktioniert \w* ?nicht|geht (\w+ )?nicht|(kein|keine|keinen) (\w+ )?(internet|netz|empfang|strom|verbindung)|ladt nicht|offline|kaputt|fehler|abgelehnt|gesperrt|abgesturzt|tot)\b/u,
  /\b(fora do ar|(nao|n) (\w+ )?(funciona|carrega|abre|pega|consigo)|sem (sinal|internet|luz|agua|conexao|rede)|caiu|travad[oa]|travou|erro|recusad[oa]|cancelad[oa])\b/u,
];

export const reportsFault = (text: string): boolean => {
  const read = neutralText(text);
  return isInAnotherScript(read) || faultWords.some((words) => words.test(read));
};

/** What these expressions cannot read is given the benefit of the doubt: whether others say the same decides. */
const isInAnotherScript = (text: string): boolean => {
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 2 * latin;
};
