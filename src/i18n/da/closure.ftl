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
