# Fælles byggeklodser
save = Gem
cancel = Fortryd
choose = Vælg
back = Tilbage
optional = valgfrit
unit-hours = timer om ugen
unit-km = km
error-summary = { $count ->
    [one] Ret én ting, før du går videre
   *[other] Ret { $count } ting, før du går videre
}
error-required = Feltet skal udfyldes
more = Vis flere
more-shown = Viser { $shown } af { $total }
facet-more = { $count ->
    [one] Vis { $count } mere
   *[other] Vis { $count } flere
}
filters = Filtre
filters-apply = Vis resultater
filters-clear = Nulstil filtre
confirm-happens = Det sker der
confirm-told = De får besked
confirm-nobody = Ingen får besked.
confirm-back = Nej, gå tilbage
badge-seats = { $free } af { $seats } fri
verdict-ok = Loven tillader
verdict-warn = Advarsel
verdict-unknown = Mangler oplysning
verdict-stop = Loven siger stop
placement-state-proposed = Forslag
placement-state-reserved = Reserveret
placement-state-offered = Sendt til virksomheden
placement-state-accepted = Virksomheden siger ja
placement-state-agreed = Aftalt
placement-state-running = I gang
placement-state-completed = Afsluttet
placement-state-interrupted = Afbrudt
placement-state-declined = Nej tak
placement-state-withdrawn = Trukket
placement-state-expired = Udløbet
placement-state-obsolete = Bortfaldet
placement-state-cancelled = Aflyst
meter-used = { $used } af { $allowed } brugt
meter-next-free = næste ledige { $name }
meter-unknown = { $name } brugt · antal tilladte kendes ikke
meter-perhaps = { $used } (måske { $most })
meter-full-from = fuldt fra { $name }
meter-next-free-until = næste ledige { $from }, til og med { $to }
meter-none-opens = ingen ledige de næste { $count } uger
meter-expected = kendes ikke ({ $name } med det gamle tal)
meter-arithmetic = Se regnestykket
meter-by-week = Vis de næste { $count } uger som tal
meter-week = Uge
meter-column-used = Brugt
meter-column-allowed = Tilladt
fit-yes = Passer
fit-partly = Passer delvist
fit-no = Passer ikke
fit-unknown = Ukendt
fit-of-points = af { $count } point
fit-criterion = Kriterium
fit-citizen = Borger
fit-slot = Plads
fit-points = Point
fit-hard = krav
fit-nearest-change = Nærmeste ændring
ledger-slot = Plads
ledger-free = { $count } fri
ledger-for-group = { $count } fri for bestemte målgrupper
ledger-held = { $count } reserveret
ledger-taken = { $count ->
    [one] { $count } optaget
   *[other] { $count } optagne
}
ledger-none = ingen pladser
ledger-key-free = Fri
ledger-key-reserved = Fri for bestemte målgrupper
ledger-key-held = Reserveret
ledger-key-taken = Optaget
ledger-as-list = Vis som liste
step-count = Trin { $number } af { $of }
fit-all = Alle { $count } kriterier
ledger-hint = Her er vist de første uger, der er plads til. Listen herunder har alle { $count }.
rules-passed = { $count ->
    [one] Én regel er opfyldt
   *[other] { $count } regler er opfyldt
}
fit-rest = { $count ->
    [one] Det sidste kriterium
   *[other] De øvrige { $count } kriterier
}
