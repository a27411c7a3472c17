/**
 * What gives a post away, in plain expressions. Each cue speaks for one category with a weight, and names itself in
 * words a responder understands. This is a small honest rule set; what judges better will stand behind the same
 * `classify`.
 */
import type { Category } from "../domain/classification.ts";

export type Cue = {
  readonly category: Category;
  readonly weight: number;
  readonly reason: string;
  readonly pattern: RegExp;
};

const cue = (category: Category, weight: number, reason: string, pattern: RegExp): Cue => ({
  category,
  weight,
  reason,
  pattern,
});

export const cues: readonly Cue[] = [
  // Something they already have does not work, did not come, or was charged.
  cue(
    "service",
    3,
    "says something is broken or failing",
    /\b(not work(ing|s)?|doesn'?t work|isn'?t working|stopped working|won'?t (load|open|start|turn on|connect|let)|broken?|crash(es|ed|ing)?|error|fault(y)?|glitch|bug|freez(es|ing)|stuck|dead|logged me out|locked (me )?out|red light|blank screen|(zero|no) (signal|bars)|keeps? (failing|crashing|dropping)|can(no|'?)t (log ?in|sign ?in|access|connect|pay|open|load|use|get (in|through)|book|check ?in|reach)|unable to)\b/iu,
  ),
  cue(
    "service",
    3,
    "reports an outage",
    /\b(outage|offline|no (signal|internet|service|power|reception|connection)|(is|are|still|all|everything|app|site|website|network|internet|wifi|system|portal)\s+(\w+\s+){0,2}down)\b/iu,
  ),
  cue(
    "service",
    3,
    "is waiting for something that is late or lost",
    /\b(still (waiting|hasn'?t|haven'?t|no|not|nothing)|where('?s| is| are) (my|our|the)|never (arrive[sd]?|came|comes|showed)|promised (me )?(for|by|to)|(two|three|four|five|six|\d+) (days|weeks|months) (late|ago|now|waiting)|says? (it('s| is| was| has been)? )?delivered|third time|again and again|hasn'?t (arrived|come|shown)|not (arrived|received|delivered)|(lost|losing|missing|damaged|delayed|cancel+ed) (my|our|the|bag|bags|luggage|parcel|package|order|flight|train|delivery)|lost (luggage|bag|parcel)|delay(ed|s)?|late again|cancel+ed)\b/iu,
  ),
  cue(
    "service",
    3,
    "asks for money back",
    /\b(refund(ed)?|money back|compensation|overcharged|double.?charged|charged (me )?(twice|again)|charged|reimburse(d|ment)?|unauthori[sz]ed|fraud|hacked|scammed|stolen)\b/iu,
  ),
  cue(
    "service",
    2,
    "speaks of their own order, account or booking",
    /\b(my|our) (\w+ )?(order|account|booking|bill|invoice|flight|train|bag|luggage|parcel|package|delivery|subscription|card|payment|password|phone|router|app|ticket|reservation|points|seat|screen|tv|food|meal|heating|meter)\b/iu,
  ),
  cue(
    "service",
    2,
    "asks for help",
    /\b(help( me| us| please)?|please (fix|sort|respond|reply|answer|advise)|can (you|someone|anyone|somebody) (please )?(help|fix|check|look|tell me|explain|call|sort)|how (do|can) i|what (do|should) i do|customer (service|support|care)|any update|need (a )?(hand|support|assistance))\b/iu,
  ),
  cue(
    "service",
    2,
    "says nobody answers",
    /\b(no (reply|response|answer|one (answers|replies|responds|picks))|nobody (answers|replies|responds|picks)|ignor(ed|ing)|on hold|(been|have) (waiting|trying)|third (time|day|week|email)|(check|sent|answer|reply to) (you(r)? )?(a )?(my )?dms?|dm'?d (you|u)|dm sent)\b/iu,
  ),
  cue(
    "service",
    1,
    "sounds let down",
    /\b(terrible|awful|worst|disgrace(ful)?|unacceptable|disappointed|useless|ridiculous|joke of a|appalling|shame on|fed up|ruined|rude|horrible|shocking)\b/iu,
  ),
  cue(
    "service",
    2,
    "complains with sarcasm",
    /\b((great|nice|good|amazing|brilliant|fantastic|lovely|stellar|wonderful) (job|work|service|start|one)[^.!?]{0,40}\b(again|los(t|ing)|late|cancel|wait|delay|broke|hour|minutes|nothing|fail)|thanks for (nothing|losing|ruining|cancel+ing|the (delay|wait))|love (waiting|being|how|it when))/iu,
  ),
  cue(
    "service",
    2,
    "asks for help, in another language",
    /\b(no funciona|no llega|ayuda|mi (pedido|cuenta|factura|vuelo|paquete)|reembolso|ne (marche|fonctionne) (pas|plus)|annulé|personne ne|ma commande|mon (compte|colis|vol)|remboursement|aidez|funktioniert nicht|abgebucht|zurück|meine? (bestellung|konto|rechnung|paket|flug|miete)|kaputt|hilfe|não funciona|meu (pedido|voo)|minha conta|faktura|nie działa|ajuda)\b|не (працює|приходять|можу)|допоможіть|не работает|помогите|مقطوع|لم يصل|لا يعمل|متى ترجع|נפל|לא עובד|לא הגיע/iu,
  ),

  // They would like to buy.
  cue(
    "sales",
    3,
    "asks about price or availability",
    /\b(how much|what('?s| is) the (price|cost)|price (of|for)|cost(s)? (of|for)|in stock|back in stock|available (in|for|yet|at)|availability|do you (sell|stock|have|ship|deliver|offer|fly|carry|do)|when (will|does|is|are) (it|this|they|the|you)[^?]{0,40}(available|out|launch|release|on sale|open)|release date|pre-?order|ship to|deliver to|in (size|black|white|blue|red|green|pink))\b/iu,
  ),
  cue(
    "sales",
    3,
    "wants to buy, book or join",
    /\b(if i (order|buy|book|sign up|switch)|leaving my (network|bank|provider)|do you cover|bring my number|(want|wanna|like|love|looking|need|going|thinking|planning|ready|about|hoping) (to |of |about )?(buy(ing)?|order(ing)?|get(ting)?|book(ing)?|purchas(e|ing)|upgrad(e|ing)|switch(ing)?|sign(ing)? up|join(ing)?|subscrib(e|ing))|where (can|do) i (buy|get|order|find|book|sign)|can i (buy|order|pre-?order|book|get one)|need (this|one|it|these) (in my life|now|so bad)|take my money|shut up and take|getting (the|one|it) (tomorrow|next|this week))\b/iu,
  ),
  cue(
    "sales",
    3,
    "asks about an offer",
    /\b(half.?price|discount|promo(tion)?( code)?|student (deal|price|rate)|deal on|coupon for me|free trial|demo|quote for|any (deals|offers|sales)|black friday)\b/iu,
  ),
  cue(
    "sales",
    2,
    "compares before buying",
    /\b(should i (get|buy|go (for|with))|which (one|plan|model|package|version)|worth (it|buying|the money|upgrading)|better than|recommend (a|for)|compatible with|difference between|does it (come|work|have|support)|new customers?)\b/iu,
  ),
  cue(
    "sales",
    2,
    "wants to buy, in another language",
    /\b(cuánto cuesta|quiero comprar|precio|combien (coûte|ça coûte)|acheter|prix|wie viel kostet|was kostet|kaufen|preis|quanto custa|comprar|preço)\b|כמה עולה|عرض|اشتراك|скільки коштує|сколько стоит/iu,
  ),

  // They only talk.
  cue(
    "chatter",
    3,
    "praises or thanks",
    /\b(thank(s| you)( so much| a lot)?|thx|ty|cheers|love (you|this|it|your|the|my new)|loving|amazing|awesome|best (ever|brand|service|coffee|team)|great (job|work|service|team|experience)|well done|kudos|shout ?out|brilliant|fantastic|impressed|made my (day|week)|obsessed|sorted|perfect|laugh(ed|ing)?|gracias|merci|danke|obrigad[oa])\b|ありがとう|धन्यवाद|شكرا|תודה|дякую|спасибо/iu,
  ),
  cue(
    "chatter",
    3,
    "reads like news or an advert",
    /\b(breaking|according to|shares (rise|fall|jump|drop)|stock(s)? (up|down|price)|quarterly|q[1-4] (results|earnings)|announce[sd]|report(s|ed)? that|giveaway|follow (and|&|to) (rt|retweet|win)|win a|use (my )?code|affiliate|check out my|new video|hiring|job opening|apply now|interns?(hips?)?|vacanc(y|ies)|advert)\b/iu,
  ),
  cue(
    "chatter",
    2,
    "jokes",
    /\b(lol|lmao|haha+|rofl|meme|joke|imagine if|nobody:|pov|mood|same energy)\b|[😂🤣😹💀]/iu,
  ),
  cue("chatter", 2, "celebrates", /[😍🥰❤🎉🙌👏🔥💙💚🧡😊☀]/u),
  cue(
    "chatter",
    1,
    "gives an opinion",
    /\b(i think|imo|imho|unpopular opinion|honestly|personally|reminds me|good morning|happy (birthday|friday|monday|new year|holidays))\b/iu,
  ),
];
