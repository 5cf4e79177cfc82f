# Lister over relationer, overdragelse, hilsen og kampagner
relation-tabs = Lister
relation-branch = Branchekode begynder med
relation-employees = Ansatte, mindst
relation-municipality = Kommunekode
relation-choose = Vælg
relation-choose-one = Vælg { $name }
relation-last = Seneste kontakt
relation-left = { $name } (stoppet)
relation-none-filtered = Fjern et filter for at se flere.
relation-none-text = Listen fyldes af sig selv, når nogen kommer til.
dormant-title = Sovende
dormant-lead = Der har været samarbejde eller kontakt, men ingen siden { $name }.
dormant-none = Ingen sovende virksomheder
never-contacted-title = Aldrig kontaktet
never-contacted-lead = Ingen har været i kontakt med dem, og de har ikke frabedt sig henvendelser.
never-contacted-none = Alle virksomheder er kontaktet
ownerless-title = Uden ejer
ownerless-lead = Samarbejdspartnere uden konsulent, eller hvis konsulent er stoppet.
ownerless-none = Alle samarbejdspartnere har en konsulent
hand-over-title = Overdrag virksomheder
hand-over-text = Alle en konsulents virksomheder går til en anden. Ingen virksomhed får besked; det står i hver virksomheds historik.
hand-over-from = Fra
hand-over-to = Til
hand-over-of = { $count ->
    [one] { $name } ({ $count } virksomhed)
   *[other] { $name } ({ $count } virksomheder)
}
hand-over-of-left = { $count ->
    [one] { $name }, stoppet ({ $count } virksomhed)
   *[other] { $name }, stoppet ({ $count } virksomheder)
}
hand-over-tasks = Giv også de åbne opgaver videre
hand-over-agree = Ja, overdrag alle virksomhederne
hand-over-agree-first = Sæt kryds for at overdrage
hand-over-do = Overdrag
notice-handed-over = Virksomhederne er overdraget.
greeting-link = Send en venlig hilsen
greeting-title = Venlig hilsen
greeting-send = Send hilsenen
greeting-happens = Virksomheden får en kort mail om, at det er længe siden, I har talt sammen. Den kan ikke kaldes tilbage.
greeting-to = { $name } får mailen med dit navn som afsender.
greeting-protected = Virksomheden er reklamebeskyttet og må ikke få uopfordrede mails. Ring i stedet.
greeting-nobody = Ingen kontakt har en mailadresse. Ring i stedet.
notice-greeting-sent = Hilsenen er på vej.
notice-greeting-not-sent = Hilsenen blev ikke sendt.
campaigns-title = Kampagner
campaigns-none = Ingen kampagner endnu
campaigns-none-text = Vælg virksomheder på en liste, så bliver de til en kampagne.
campaign-new = Ny kampagne
campaign-name = Kampagne
campaign-goal = Mål
campaign-owner = Ansvarlig
campaign-ends = Slutter
campaign-create = Opret kampagnen
campaign-from-chosen = Lav kampagne af de valgte
campaign-choose-first = Vælg først virksomheder på en liste:
campaign-chosen = { $count ->
    [one] { $count } virksomhed er valgt.
   *[other] { $count } virksomheder er valgt.
}
campaign-companies = Virksomheder
campaign-companies-missing = Vælg mindst én virksomhed
campaign-lead = { $count ->
    [one] { $owner } · { $count } virksomhed
   *[other] { $owner } · { $count } virksomheder
}
campaign-people = Konsulenter
campaign-unassigned = Ikke fordelt
campaign-called = Ringet op
campaign-agreements = Aftaler
campaign-result = Resultat
campaign-result-open = Ikke ringet
campaign-result-called = Ringet, intet svar endnu
campaign-result-no_interest = Vil ikke
campaign-result-interested = Interesseret
campaign-result-agreement = Aftale
campaign-agreed-since = ny aftale siden
campaign-call = Ring og notér
campaign-next = Kontakt igen senest
campaign-share = Fordel
campaign-share-count = Hvor mange
campaign-share-to = Til
notice-campaign-created = Kampagnen er oprettet. Fordel nu virksomhederne.
notice-campaign-assigned = Virksomhederne er fordelt.
notice-campaign-not-assigned = Intet er fordelt. Vælg en kollega.
