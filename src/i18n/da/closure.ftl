closure-until-past = Vælg en dag fra i dag og frem.
closure-too-many = Der er allerede for mange lukkede perioder her. Fjern dem, der ikke gælder mere.
closure-last-outside = Vælg en dag i den lukkede periode.
match-slot-closed-then = Pladsen tager ikke imod i perioden { $name }. Vælg andre dage.
slot-kept-seats-in-use = { $count ->
    [one] Én plads bruges af en borger uden for målgrupperne. Hold færre pladser tilbage.
   *[other] { $count } pladser bruges af borgere uden for målgrupperne. Hold færre pladser tilbage.
}
error-seats_reserved-title = De ledige pladser er forbeholdt andre
error-seats_reserved-text = De ledige pladser i perioden er forbeholdt bestemte målgrupper, og borgeren hører ikke til dem. Vælg en anden periode eller en anden plads.
error-kept_seats_in_use-title = Pladserne er i brug
error-kept_seats_in_use-text = Borgere uden for målgrupperne bruger flere pladser, end der bliver tilbage til dem. Hold færre pladser tilbage.
error-closed_over_placements-title = Der er forløb i den lukkede periode
error-closed_over_placements-text = Forløbene bliver stående. Bekræft, at stedet skal lukkes alligevel.
error-attest_missing-title = Der mangler en attest
error-attest_missing-text = Forløbet kan starte, når det er noteret, at attesten er indhentet.
slot-reserved-seats-invalid = Skriv et helt tal fra 0 til antallet af pladser, eller lad feltet stå tomt.
slot-tasks-too-many = Skriv højst 30 opgaver på højst 200 tegn hver.
closure-title = Lukkede perioder
closure-list = Lukket
closure-none = Der er ingen lukkede perioder fra i dag.
closure-new = Luk i en periode
closure-from = Første lukkede dag
closure-to = Sidste lukkede dag
closure-reason = Årsag
closure-reason-holiday = Ferie
closure-reason-refurbishment = Ombygning
closure-reason-pause = Pause
closure-reason-other = Andet
closure-means-nobody = Ingen nye kan være her i perioden. Forløb, der allerede er aftalt, bliver stående.
closure-means-no-start = Ingen kan starte i perioden. Den, der allerede er her, er væk imens og kommer tilbage bagefter.
closure-whole-workplace = Hele arbejdspladsen
closure-save = Luk i perioden
closure-change = Ret eller fjern
closure-last = Ny sidste lukkede dag
closure-shorten = Forkort
closure-remove = Fjern lukningen
closure-over = { $count ->
    [one] Ét forløb har dage i perioden. Det bliver stående og får ikke besked herfra.
   *[other] { $count } forløb har dage i perioden. De bliver stående og får ikke besked herfra.
}
closure-over-yes = Ja, luk alligevel
closure-over-confirm = Sæt kryds, hvis der skal lukkes alligevel.
closure-placement = Forløb { $name }
notice-closure-saved = Perioden er lukket.
notice-closure-ended = Lukningen er rettet.
calendar-title = Kalender
calendar-pages = Andre uger
calendar-earlier = Tidligere uger
calendar-later = Senere uger
calendar-today = Fra denne uge
calendar-show = Vis
calendar-all-agreements = Alle aftaler
calendar-whole-company = Hele virksomheden
calendar-empty = Ingen pladser i de viste uger
calendar-empty-text = Der er ingen pladser, som er åbne i ugerne. Vælg andre uger, eller opret en plads hos virksomheden.
calendar-back = Tilbage
calendar-left-off = { $count ->
    [one] Én plads mere er ikke vist. Åbn arbejdspladsens egen kalender.
   *[other] { $count } pladser mere er ikke vist. Åbn arbejdspladsernes egne kalendere.
}
ledger-closed = { $count } lukket
ledger-key-closed = Lukket
slot-reserved-some = { $count ->
    [one] heraf én forbeholdt
   *[other] heraf { $count } forbeholdt
}
slot-reserved-seats = Hvor mange pladser er forbeholdt dem?
slot-reserved-seats-hint = Lad feltet stå tomt, hvis det er alle pladserne.
slot-tasks = Opgaver
slot-tasks-hint = Én opgave på hver linje. Skriv (kan udelades) efter en opgave, der ikke behøver at høre med.
slot-task-can-be-left-out = kan udelades
history-slot-close = Plads lukket i en periode
history-workplace-close_for_days = Arbejdsplads lukket i en periode
history-closure-end = Lukket periode rettet
attests-title = Attester
attests-lead = Noter kun, at attesten er indhentet. Hvad der står i den, skrives ikke her.
attests-link = Attester, som pladsen kræver
attests-empty = Pladsen kræver ingen attest.
attest-obtained = Indhentet
attest-not-obtained = Ikke noteret som indhentet. Forløbet kan ikke starte før.
attest-day = Indhentet den
attest-note = Notér som indhentet
attest-back = Tilbage til forløbet
attest-day-not-yet = Vælg i dag eller en dag, der er gået.
notice-attest-noted = Attesten er noteret.
