/**
 * Phrases of one to three words that mean the same, by what they say of a text. Written as they are spoken; case,
 * apostrophes and drawn-out letters do not matter. Several languages share a cue.
 */
const list = (phrases: string): readonly string[] => phrases.split("|").map((phrase) => phrase.trim());

export const phrases: Readonly<Record<string, readonly string[]>> = {
  "says something is broken or failing": list(
    "not working|isn't working|doesn't work|won't work|stopped working|not loading|won't load|won't open|won't start|won't connect|won't turn on|keeps crashing|keeps freezing|keeps dropping|keeps failing|keeps saying|keeps cutting|crashed|crashes|broken|faulty|defective|error|error message|glitch|bug|frozen|stuck on|blank screen|black screen|logged out|logging out|no funciona|no carga|no abre|se cayó|ne marche pas|ne fonctionne plus|ne marche plus|en panne|funktioniert nicht|geht nicht|geht nix|kaputt|não funciona|não abre|não carrega|travou|caiu|fora do ar|leaking|snapped|cracked|arrived broken|damaged|dead on arrival|wrong item|missing items|missing item|bricked",
  ),
  "cannot do what they should be able to": list(
    "can't log|can't login|can't sign|can't access|can't get|can't pay|can't book|can't check|can't use|can't connect|can't reach|can't cancel|can't find|can't see|can't change|can't download|can't send|cannot log|cannot access|cannot get|unable to|won't let me|not letting me|doesn't let me|no puedo|no me deja|je peux pas|je n'arrive pas|impossible de|kann nicht|kann mich nicht|komme nicht|não consigo|não dá pra|nao consigo|how do i|how can i|how to|wie kann ich|cómo puedo|comment faire|como faço",
  ),
  "says a service is down": list(
    "outage|is down|down again|are down|went down|all down|still down|no internet|no signal|no service|no power|no connection|no water|no heating|no wifi|no data|no reception|power cut|blackout|anyone else|anybody else|sin internet|sin señal|sin luz|sin servicio|plus d'internet|plus de réseau|pas de réseau|kein internet|kein netz|kein strom|ausfall|störung|sem internet|sem sinal|sem luz",
  ),
  "is waiting for something": list(
    "still waiting|been waiting|waiting for|still haven't|still hasn't|still not|still nothing|still no|haven't received|hasn't arrived|not arrived|not received|never arrived|never came|never received|no show|where is my|where's my|wheres my|where are my|supposed to|was promised|promised me|any update|any news|any progress|since last|days late|weeks late|hours late|delayed|late again|running late|no ha llegado|sigo esperando|dónde está|toujours pas|toujours rien|j'attends|où est|immer noch|warte seit|seit tagen|wo ist|wo bleibt|ainda não|até agora|cadê|estou esperando|out for delivery|track my|tracking",
  ),
  "speaks of a cancellation or a missed connection": list(
    "cancelled my|canceled my|been cancelled|been canceled|flight cancelled|train cancelled|cancelled again|got cancelled|missed my|miss my|missed our|rebook|rebooked|stranded|stuck at|stuck in|stuck on|on the tarmac|cancelado|cancelaron|annulé|annulée|storniert|gestrichen|fällt aus|cancelaram|perdi o",
  ),
  "asks for money back": list(
    "refund|a refund|my refund|refunded|money back|compensation|compensate|reimburse|reimbursement|reversal|chargeback|reembolso|devolución|devuelvan|remboursement|remboursé|rembourser|erstattung|rückerstattung|geld zurück|estorno|devolução|reembolsar",
  ),
  "speaks of a charge that is wrong": list(
    "overcharged|charged me|charged twice|double charged|been charged|got charged|keep charging|charging me|still charging|debited|was debited|my bill|bill is|extra charge|hidden fees|late fee|me cobraron|cobro|cobrando|me han cobrado|prélevé|débité|facturé|abgebucht|rechnung|mahnung|cobrança|cobraram|fatura|deducted",
  ),
  "fears for money or an account": list(
    "fraud|fraudulent|scam|scammed|scammer|hacked|hacker|stolen|stole|unauthorised|unauthorized|phishing|someone else|identity theft|money gone|money missing|missing money|money is gone|disappeared|account blocked|account locked|account frozen|locked out|blocked my|frozen my|estafa|fraude|hackeado|robado|robaron|arnaque|piraté|volé|bloqué|betrug|gehackt|gestohlen|gesperrt|golpe|clonado|roubado|bloqueada|bloqueado|bloquearon",
  ),
  "is travelling or in need right now": list(
    "right now|at the gate|at the airport|boarding|my flight is|flight is in|leaving today|travelling today|traveling today|tonight|in an hour|in 1 hour|asap|urgent|urgently|urgente|dringend|immediately|emergency|help me|please help|pls help|stuck here|today is|by tomorrow|ahora mismo|tout de suite|sofort|jetzt gerade|agora mesmo|socorro|hoy mismo|aujourd'hui|heute noch|deadline|due today",
  ),
  "speaks of danger or of somebody vulnerable": list(
    "disabled|wheelchair|elderly|pregnant|newborn|baby|my baby|hospital|medication|insulin|oxygen|diabetic|allergic|allergy|allergic reaction|fire|smoke|smoking|sparks|burning|burnt|caught fire|gas leak|smell gas|exploded|swollen|unsafe|safety|dangerous|injured|bleeding|food poisoning|alone with|carer|dementia|suicidal|discapacidad|embarazada|handicapé|enceinte|hôpital|behindert|schwanger|krankenhaus|grávida|idosa|idoso|deficiente|vulnerable|passed away|died",
  ),
  "threatens with law, press or authorities": list(
    "lawyer|solicitor|sue|suing|legal action|small claims|ombudsman|regulator|ofcom|ofgem|trading standards|consumer court|consumer protection|the press|the media|the news|watchdog|police|report you|reporting you|abogado|denuncia|denunciar|demanda|consumo|avocat|plainte|porter plainte|anwalt|anzeige|verbraucherzentrale|advogado|procon|processar|justiça|reclame aqui",
  ),
  "is about to leave": list(
    "last chance|cancel my|cancelling my|canceling my|close my account|closing my account|leaving you|switching to|switch to|moving to|never again|lost a customer|losing a customer|lost me|take my business|final warning|me voy|me cambio|darme de baja|je résilie|je pars|résilier|kündige|kündigen|wechsle|vou cancelar|trocar de|portabilidade|done with",
  ),
  "says nobody answers": list(
    "no reply|no response|no answer|nobody answers|no one answers|nobody picks|ignored|ignoring|on hold|hung up|been trying|keep trying|third time|fourth time|5th time|3rd time|4th time|multiple times|several times|so many times|every time|times now|nadie contesta|nadie responde|sin respuesta|personne ne répond|aucune réponse|sans réponse|keine antwort|niemand|warteschleife|ninguém responde|sem resposta|ninguém atende|call centre|call center|chatbot|bot",
  ),
  "is in the middle of a case": list(
    "dm sent|sent dm|check dm|check your dm|check dms|dm'd|dmed|sent you|sent a dm|messaged you|my case|case number|ticket number|reference number|order number|complaint number|booking reference|booking ref|pnr|still the same|same error|did that|done that|tried that|already tried|already did|already done|i did|i have|tried everything|restarted|reinstalled|turned it off|rebooted|your colleague|your agent|your advisor|told me|was told|i was told|they said|you said|mensaje privado|por dm|ya lo hice|déjà fait|en mp|in dm|per dm|schon gemacht|na dm|já fiz|postcode",
  ),
  "speaks of what is theirs": list(
    "my order|my account|my booking|my bill|my flight|my train|my bag|my bags|my luggage|my suitcase|my parcel|my package|my delivery|my subscription|my card|my payment|my password|my phone|my router|my app|my ticket|my tickets|my reservation|my points|my seat|my screen|my food|my meal|my money|my number|my contract|my internet|my wifi|my broadband|my data|my sim|my laptop|my console|my game|my watch|my meter|our order|our flight|our booking|our internet|mi pedido|mi cuenta|mi vuelo|mi tarjeta|mi dinero|mi paquete|mi factura|ma commande|mon compte|mon colis|mon vol|ma carte|mon argent|mon abonnement|meine bestellung|mein konto|mein paket|mein flug|meine karte|mein geld|mein vertrag|meu pedido|minha conta|meu voo|meu cartão|meu dinheiro|minha encomenda|minha fatura",
  ),
  "asks for help": list(
    "help|can you help|need help|can someone|can anyone|could you|can you|can u|please fix|please respond|please reply|please advise|please check|please sort|sort it|fix this|fix it|fix your|explain|advise|kindly|do the needful|pls revert|look into|ayuda|me ayudan|pueden ayudarme|aidez moi|pouvez vous|aide|hilfe|können sie|könnt ihr|ajuda|me ajudem|podem me|por favor|bitte|svp|s'il vous plaît",
  ),
  "sounds let down": list(
    "terrible|awful|worst|disgrace|disgraceful|disgusting|disgusted|unacceptable|disappointed|disappointing|useless|ridiculous|a joke|appalling|shame on|shameful|fed up|ruined|rude|horrible|shocking|pathetic|poor service|bad service|sort yourselves|not good enough|joke of|wtf|smh|ffs|vergüenza|pésimo|pésima|una mierda|honteux|scandaleux|inadmissible|nul|unverschämt|frechheit|katastrophe|saftladen|péssimo|péssima|vergonha|absurdo|lixo|fatal",
  ),
  "complains with praise": list(
    "great job|nice one|well done|good job|brilliant service|great service|love how|love that|love it when|love waiting|thanks for nothing|thanks for losing|thanks a lot|cheers for|congrats|congratulations on|bravo|slow clap|classic|as usual|once again|yet again|again|of course|shocker|genius|gran trabajo|super service|toll gemacht|parabéns",
  ),
  "asks about price or availability": list(
    "how much|what's the price|price of|price for|the price|price?|cost|costs|how expensive|in stock|back in stock|out of stock|restock|restocking|available in|available yet|available for|available at|availability|do you sell|do you stock|do you have|do you ship|do you deliver|do you offer|do you fly|do you carry|do you do|when will|when does|when is|when are|when do|coming to|release date|pre order|preorder|pre-order|ship to|shipping to|deliver to|in size|size|sizes|what colours|what colors|cuánto cuesta|cuánto vale|precio|hay stock|disponible|combien coûte|combien ça|c'est combien|quel prix|dispo|wie viel kostet|was kostet|wieviel|preis|verfügbar|lieferbar|quanto custa|quanto tá|qual o valor|preço|tem disponível|chega quando|opening|open on|open today",
  ),
  "wants to buy, book or join": list(
    "want to buy|wanna buy|want to order|want to get|want to book|want to upgrade|want to switch|looking to buy|looking to book|looking to switch|looking for|looking at|thinking of|thinking about|planning to|about to buy|ready to|going to buy|gonna buy|gonna get|going to get|want one|want it|want this|want these|want the|want that|need one|need this|need these|need the new|i need a|i want a|i want the|take my money|where can i|can i buy|can i order|can i get|can i book|can i pre|can i try|getting one|getting the|getting it|getting mine|sign up|signing up|sign me up|switch to you|join|upgrade to|would buy|i'd buy|would love|interested in|would like to|add to cart|in my cart|wishlist|wish list|quiero comprar|quiero el|quiero un|lo quiero|me interesa|je veux|j'aimerais|intéressé|acheter|commander|kaufen|bestellen|will haben|möchte|interessiert|quero comprar|quero um|eu quero|comprar|tô querendo|gift for|present for",
  ),
  "asks about an offer": list(
    "discount|discount code|promo|promo code|promotion|voucher|coupon|deal on|any deals|any offers|sale|on sale|black friday|student discount|free trial|trial|demo|quote|half price|offer still|still on|new customers|new customer|existing customers|descuento|oferta|réduction|code promo|offre|rabatt|gutschein|angebot|desconto|cupom|promoção|group booking|corporate account|bulk|wholesale",
  ),
  "compares before buying": list(
    "should i get|should i buy|should i go|which one|which plan|which model|which version|which is better|worth it|worth buying|worth the|better than|recommend|recommendations|compatible with|compatible|work with|works with|difference between|does it come|does it have|does it work|does it support|does this work|or the|vale la pena|cuál me|ça vaut|lequel|lohnt sich|welches|welcher|vale a pena|qual melhor|or wait|or should",
  ),
  "praises or thanks": list(
    "thank you|thanks|thx|ty|cheers|love you|love this|love it|love your|love my|loving|amazing|awesome|best ever|the best|great service|great team|well done|kudos|shout out|shoutout|fantastic|impressed|made my day|obsessed|sorted|all sorted|all good|works now|working now|fixed now|perfect|brilliant|legend|legends|star|lifesaver|gracias|mil gracias|merci|merci beaucoup|danke|vielen dank|top|obrigado|obrigada|valeu|excelente|genial|super|grateful|appreciate|delicious|yum|so good|so happy|just bought|arrived today|finally got",
  ),
  "reads like news": list(
    "breaking|according to|shares|shares of|stock|stocks|earnings|quarterly|results|revenue|profit|profits|ceo|cfo|analysts|analyst|investors|market|announces|announced|announcement|launches|launched|unveils|reports|reportedly|lawsuit|fined|investigation|regulators|merger|acquisition|acquires|layoffs|strike|union|recall|recalls|per cent|percent|billion|million|government|minister|policy|study|survey|poll|spokesperson|statement|says the|live updates|traffic|delays on|acciones|bolsa|gobierno|actions|bourse|gouvernement|aktie|börse|regierung|ações|governo",
  ),
  "reads like an advert": list(
    "giveaway|follow and|follow us|rt to|retweet to|win a|to win|enter to|use code|my code|use my|affiliate|link in bio|check out|check out my|my new video|subscribe to|shop now|limited time|order now|dm me|dm to|dm for|for sale|selling|i sell|in stock now|we deliver|hiring|we're hiring|we are hiring|job|jobs|vacancy|vacancies|apply|apply now|internship|interns|cv|resume|recruiter|sponsor|sponsorship|collab|collaboration|partnership|brand ambassador|ambassador|influencer|promo my|stream my|new post|blog|podcast|webinar|donate|fundraiser|charity|sorteo|participa|concours|gagner|gewinnspiel|sorteio|participe|vaga|dissertation|thesis|press enquiry|journalist|researching",
  ),
  "gives an opinion or jokes": list(
    "i think|imo|imho|unpopular opinion|honestly|personally|hot take|reminds me|imagine|imagine if|what if|nobody:|pov|mood|same energy|be like|that feeling when|tfw|when you|when the|me when|plot twist|fun fact|did you know|why is|why are|why do|who else|remember when|back in|change my mind|overrated|underrated|ratio|stan|stans|slay|bestie|meme|joke|jokes|creo que|je pense|ich finde|acho que|good morning|happy birthday|happy friday|at least|no wonder|wait till",
  ),
  "talks to other people": list(
    "lol same|same here|me too|same|exactly|this|agree|agreed|disagree|you're wrong|ur wrong|no u|bro|dude|mate|fam|girl|guys|y'all|folks|people who|you people|fanboys|haters|stop defending|cope|source|who asked|touch grass|tú|vous|ihr|galera|mano|amiga",
  ),
  "suggests something": list(
    "you should|should add|please add|pls add|please bring|bring back|feature request|would be great|would be nice|would be cool|it'd be nice|wish you|why don't you|suggestion|idea|consider|needs to|need to add|deberían|vous devriez|ihr solltet|deveriam",
  ),
};
