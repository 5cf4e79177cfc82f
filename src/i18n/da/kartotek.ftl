# Kartotekets liste: filtre, gemte visninger, ændring af flere.
list-search = Navn, by, CVR- eller P-nummer
list-marks = Kendetegn
list-mark-free = Ledig plads i dag
list-mark-agreement = Aftale i kraft
list-mark-social = Socialøkonomisk virksomhed
list-mark-never_used = Aldrig brugt
list-mark-protected = Reklamebeskyttet
list-mark-paused = På pause
list-mark-blocked = Spærret
list-mark-closed = Ophørt ifølge registeret
list-mark-municipal_own = Kommunens egne arbejdspladser
list-mark-retention_need = Vil fastholde sygemeldte
list-mark-other_step = Andet trin foreslået
list-without = Vis ikke
list-not = Ikke: { $name }
list-willing = Vil tage imod
list-willing-for = Vil tage imod: { $name }
list-gives = Giver støtte
list-last-contact = Seneste kontakt
list-silence-never = Aldrig
list-silence-six_months = Over 6 måneder siden
list-silence-recent = Inden for 6 måneder
list-band-unknown = Ukendt
list-band-1-9 = Under 10
list-band-10-49 = 10–49
list-band-50-249 = 50–249
list-band-250 = 250 og flere
list-mine = Mine
list-nobody = Ingen
list-own = Egen kommune
list-neighbours = Nabokommuner
list-outside = uden for kommunen
list-blocked-short = spærret
list-paused-short = på pause
list-chosen = Valgte filtre
list-remove = Fjern filteret
list-sort-name = Navn
list-sort-last_contact = Længst uden kontakt
list-sort-free_seats = Flest ledige pladser
list-sort-step = Højeste trin
list-sort-employees = Flest ansatte
export = Hent som fil:
export-slots = Hent pladserne som fil:
branch-section-a = Landbrug, skovbrug og fiskeri
branch-section-b = Råstofindvinding
branch-section-c = Industri
branch-section-d = Energiforsyning
branch-section-e = Vand, kloak og affald
branch-section-f = Bygge og anlæg
branch-section-g = Handel
branch-section-h = Transport og lager
branch-section-i = Hotel og restaurant
branch-section-j = Forlag, medier og indhold
branch-section-k = Tele og it
branch-section-l = Finans og forsikring
branch-section-m = Ejendomme
branch-section-n = Viden og rådgivning
branch-section-o = Rengøring, vikarer og service
branch-section-p = Offentlig forvaltning
branch-section-q = Undervisning
branch-section-r = Sundhed og omsorg
branch-section-s = Kultur, sport og fritid
branch-section-t = Andre serviceydelser
branch-section-u = Private husholdninger
branch-section-v = Internationale organisationer
views-title = Gemte visninger
views-all = Alle virksomheder
views-save-this = Gem denne liste
views-change = Ret visninger
views-shared = Holdet ser den også.
views-shared-short = (delt)
views-none-title = Ingen gemte visninger
views-none-text = Vælg filtre på listen, og tryk »Gem denne liste«.
view-name = Navn
view-name-hint = For eksempel »Mine uden kontakt i et halvt år«
view-share = Del med holdet
view-save = Gem visningen
view-change = Ret
view-delete = Slet
view-undo = Fortryd sletningen
view-begin = Start med denne
view-begin-all = Start med alle virksomheder
view-is-first = Du starter med denne.
view-no-team = Du er ikke på et hold, så visningen kan ikke deles
view-too-many = Du har for mange visninger, eller listen har for mange filtre. Slet en visning først.
notice-view-saved = Visningen er gemt.
notice-view-deleted = Visningen er slettet.
notice-view-back = Visningen er tilbage.
bulk-all = { $count ->
    [one] Vælg den ene virksomhed i filteret
   *[other] Vælg alle { $count } virksomheder i filteret
}
bulk-choose = Gør noget ved de valgte
bulk-pick = Vælg
bulk-pick-one = Vælg { $name }
notice-bulk-nobody = Vælg først en eller flere virksomheder.
bulk-nobody = Vælg mindst én virksomhed
bulk-too-many = Vælg højst 10.000 virksomheder ad gangen
bulk-title = { $count ->
    [one] En virksomhed er valgt
   *[other] { $count } virksomheder er valgt
}
bulk-what = Hvad skal der ske?
bulk-act-consultant = Sæt konsulent
bulk-act-substitute = Sæt stedfortræder
bulk-act-step = Sæt trin
bulk-who = Konsulent eller stedfortræder
bulk-who-hint = Bruges, når du sætter konsulent eller stedfortræder
bulk-step = Trin
bulk-step-hint = Bruges, når du sætter trin
bulk-preview = Se, hvad der sker
bulk-happens = Det sker der
bulk-do = { $count ->
    [one] Udfør for en virksomhed
   *[other] Udfør for { $count } virksomheder
}
bulk-undo-hint = Du kan fortryde i 10 minutter.
bulk-chosen = De valgte
bulk-more = { $count ->
    [one] og en til
   *[other] og { $count } flere
}
bulk-count-waiting = { $count ->
    [one] En venter
   *[other] { $count } venter
}
bulk-count-changed = { $count ->
    [one] En ændres
   *[other] { $count } ændres
}
bulk-count-same = { $count ->
    [one] En er sådan i forvejen
   *[other] { $count } er sådan i forvejen
}
bulk-count-closed = { $count ->
    [one] En er ophørt og beholder sit trin
   *[other] { $count } er ophørt og beholder deres trin
}
bulk-count-gone = { $count ->
    [one] En er lagt sammen med en anden
   *[other] { $count } er lagt sammen med andre
}
bulk-count-undone = { $count ->
    [one] En er som før
   *[other] { $count } er som før
}
bulk-count-kept = { $count ->
    [one] En er ændret af andre siden og forbliver
   *[other] { $count } er ændret af andre siden og forbliver
}
bulk-line-waiting = venter
bulk-line-changed = ændres
bulk-line-same = er sådan i forvejen
bulk-line-closed = er ophørt
bulk-line-gone = er lagt sammen med en anden
bulk-line-undone = er som før
bulk-line-kept = er ændret af andre siden
bulk-outcome-title = Ændring af flere virksomheder
bulk-did-consultant = Ny konsulent: { $name }
bulk-did-substitute = Ny stedfortræder: { $name }
bulk-did-step = Nyt trin: { $name }
bulk-progress = { $done } af { $all } er gennemgået
bulk-go-on = Fortsæt
bulk-undo = Fortryd ændringen
bulk-left = Ikke ændret
bulk-count-done = { $count ->
    [one] En er ændret
   *[other] { $count } er ændret
}
