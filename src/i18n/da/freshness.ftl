# Er pladserne stadig rigtige?
keep-title = Er disse stadig ledige?
keep-lead = Tryk på knappen, hvis alt passer. Er noget lavet om, så ret det først.
keep-confirm = { $count ->
    [one] Bekræft pladsen
   *[other] Bekræft alle { $count } pladser
}
keep-ledig = Ledig
keep-ibrug = I brug
keep-optaget = Optaget
keep-pause = Pause
keep-until = Pause til og med
keep-how-many = Hvor mange er ledige nu? Højst { $count }
keep-paused-until = Pause til { $name }
keep-seats-in-use = { $used } af { $seats } er i brug
keep-free-again = ledig igen { $name }
keep-confirmed = Sidst bekræftet { $name }.
keep-never-confirmed = Ikke bekræftet endnu.
keep-closed = Vises ikke, før I bekræfter den.
keep-foot = »Optaget« gælder, til I selv siger andet. Er et forløb slut før tid, så ring til jeres kontakt i kommunen.
keep-undo = Fortryd
keep-undo-text = I kan fortryde hele svaret i 10 minutter.
keep-used-title = I har svaret
keep-used-text = Tak. Sådan står jeres pladser nu. Vil I ændre noget senere, så log ind, eller få et nyt link.
keep-expired-text = Linket virker ikke længere. Få et nyt på mail, eller log ind.
keep-in-use = { $name }: { $count ->
    [one] Pladsen er i brug
   *[other] Alle { $count } pladser er i brug
} og kan ikke stå som ledig. Er forløbet slut, så ring til jeres kontakt i kommunen.
keep-more-than-free = { $name }: højst { $count } kan være ledige, for resten er i brug.
keep-less-than-in-use = { $name }: { $count ->
    [one] 1 plads er i brug eller lovet væk
   *[other] { $count } pladser er i brug eller lovet væk
}, så der kan ikke være færre. Ring til jeres kontakt i kommunen.
keep-free-missing = { $name }: skriv, hvor mange der er ledige, fx 1.
keep-pause-missing = { $name }: vælg den sidste dag i pausen.
keep-pause-not-ahead = { $name }: pausen skal slutte efter i dag.
keep-pause-too-long = { $name }: en pause kan højst vare et år. Vælg »Optaget«, hvis det er længere.
digest-title = Vil I stoppe den ugentlige mail?
digest-stop-text = Så spørger vi ikke længere hver mandag. I får stadig besked, når en plads ikke er bekræftet i 30, 60 og 90 dage.
digest-stop = Stop den ugentlige mail
digest-off-title = Den ugentlige mail er stoppet
digest-off-text = I får kun besked, når en plads ikke er bekræftet i 30, 60 og 90 dage.
digest-start = Send den ugentlige mail igen
digest-is-on = I får en mail om mandagen, når en plads ikke er bekræftet i to uger.
digest-is-off = I får ikke den ugentlige mail om jeres pladser.
notice-slots-kept = Tak. Pladserne er bekræftet i dag.
notice-slots-undone = Svaret er fortrudt. Pladserne står, som de stod før.
notice-digest-on = I får igen en mail om mandagen.
notice-digest-off = Den ugentlige mail er stoppet.
unsettled-title = Uafklarede pladser
unsettled-lead = Pladser, som virksomheden ikke har bekræftet i 30 dage eller mere. Ring, og bekræft med et tryk.
unsettled-all = Alle
unsettled-aging = 30 dage
unsettled-old = 60 dage
unsettled-closed = Lukket
unsettled-consultant = Virksomhedskonsulent
unsettled-everybody = Alle konsulenter
unsettled-show = Vis
unsettled-slot = Plads
unsettled-company = Virksomhed
unsettled-since = Sidst bekræftet
unsettled-call = Ring til
unsettled-nobody = Ingen kontakt
unsettled-act = Handling
unsettled-confirm = Bekræftet i dag
unsettled-open = Åbn igen
unsettled-none-title = Alt er bekræftet
unsettled-none-text = Ingen plads har ventet 30 dage eller mere på en bekræftelse.
unsettled-link = Uafklarede pladser
unsettled-never = aldrig
notice-slot-settled = Pladsen er bekræftet i dag.
cap-used = { $used } af { $cap } forslag til virksomheden denne måned. Tælles forfra { $name }.
cap-reached = Virksomheden har fået { $used } af { $cap } forslag denne måned. Der kan sendes igen fra { $name }.
error-cap_reached-title = Virksomheden er spurgt nok denne måned
error-cap_reached-text = Virksomheden har fået alle de forslag, den tager imod på en måned. Vent til den første i næste måned, eller vælg en anden virksomhed.
letter-m10 = Er pladserne stadig ledige
letter-m11 = Plads lukket
