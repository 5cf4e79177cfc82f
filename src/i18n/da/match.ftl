# Match: pladser til en borger
match-count = { $count ->
    [one] { $count } plads passer
   *[other] { $count } pladser passer
}
match-none = Ingen plads passer lige nu
match-none-text = Se under de udelukkede pladser, hvad der skal til, eller ret ønsker og hensyn i profilen.
match-blocked = { $count ->
    [one] { $count } plads er udelukket, med den nærmeste ændring
   *[other] { $count } pladser er udelukket, med den nærmeste ændring
}
match-blocked-text = Et krav eller loven holder dem lukket. Hvor én ændring er nok, står den på kortet.
match-compare = Sammenlign
match-compare-hint = Sæt kryds ved to pladser.
match-compare-title = To pladser side om side
match-choose = Vælg til sammenligning
notice-match-choose-two = Sæt kryds ved netop to pladser, og tryk Sammenlign.
match-back = Tilbage til alle pladser
match-order = Rækkefølge
match-order-score = Flest point først
match-order-neutral = Efter arbejdspladsens navn
match-order-text = De samme pladser vises. Efter navn siger rækkefølgen intet om, hvem der passer bedst.
match-ground = Grundlag
match-ground-text = Ønsker, kompetencer og hensyn, som borgeren har fortalt, holdes op mod pladserne. Målgruppe, alder og navn giver ingen point.
match-versions = Regler fra { $rules } · vægte { $weights }
match-period = Kan være { $name }
match-no-period = Der er ingen periode, loven kan prøves på.
match-total = Point i alt
match-law = Loven
match-next = Næste skridt
match-reserve-or-propose = Reservér eller foreslå
match-take-title = Reservér eller foreslå pladsen
match-kind = Slags forløb
match-from = Fra
match-to = Til og med
match-hours = Timer om ugen
match-purpose = Formål med forløbet
match-purpose-hint = Loven kræver, at formålet er aftalt.
match-nobody-told = Virksomheden får intet at vide, før du bekræfter forslaget.
match-reserve = { $count ->
    [one] Reservér { $count } dag
   *[other] Reservér { $count } dage
}
match-propose = Foreslå uden at reservere
match-why = Hvorfor pladsen passer
match-period-head = Periode
match-state = Tilstand
match-held-until = Holdes til
notice-match-reserved = Pladsen er reserveret. Spørg borgeren, og bekræft forslaget, før reservationen udløber.
notice-match-proposed = Forslaget er gemt. Pladsen er ikke reserveret.
purpose-ordinaere_timer = Ordinære timer
purpose-optraening = Optræning
purpose-afklaring = Afklaring
purpose-fastholdelse = Fastholdelse
match-chosen = { $count } af 2 valgt
match-equal = ens
match-guess = Profilen er tom; listen er et gæt. Skriv ønsker og timer, så kan pladserne sammenlignes med dem.
match-open-count = { $count ->
    [one] { $count } åben plads
   *[other] { $count } åbne pladser
}
match-no-rules-badge = Ingen særlige regler
match-no-rules = Ingen særlige regler for { $name }.
match-rules = Reglerne én for én
match-no-free-seat = Der er ingen ledig plads på alle dage i perioden. Vælg en anden periode.
match-slot-paused = Pladsen er på pause. Vælg en anden plads.
match-slot-open = Pladsen er åben { $name }. Vælg en periode inden for den.
