# Registret: hvad kartoteket ved om en virksomhed ud over dens egne oplysninger
company-being = Særligt ved virksomheden
company-being-municipal_own = Kommunens egen
company-being-social_enterprise = Socialøkonomisk
company-being-retention_need = Vil fastholde sygemeldte
company-being-blocked = Spærret
company-being-other_step = Andet trin foreslået
company-kind = Særligt
company-substitute = Stedfortræder
company-substitute-hint = Tager over, når konsulenten er væk. Skal være en anden.
company-substitute-same = Vælg en anden end konsulenten
company-employees-as-of = Opgjort den
company-legal-form = Virksomhedsform
company-social-enterprise = Socialøkonomisk virksomhed
company-social-enterprise-hint = Registreret, eller en forening, der arbejder sådan
company-municipal-own = Kommunens egen
company-municipal-own-hint = Virksomheden er kommunen selv. Hver institution er en arbejdsplads med eget P-nummer, egne pladser, egen kontakt og eget forholdstal.
company-retention-need = Vil fastholde sygemeldte
company-retention-need-hint = Virksomheden har bedt om hjælp til at fastholde. Skriv aldrig, hvem det gælder.
company-proposal-cap = Højst N forslag om måneden
company-proposal-cap-hint = Tomt: kommunens egen grænse gælder
company-protected-notice = Reklamebeskyttet: ingen uopfordrede mails.
figure-source-typed = skrevet, { $name }
figure-source-imported = indlæst, { $name }
figure-source-register = CVR, { $name }
company-blocked-badge = Spærret
company-paused-badge = På pause
company-paused-notice = På pause til og med { $name }: ingen nye forslag.
company-blocked-notice = Spærret siden { $day } af { $name }: { $reason }.
company-bar-goes-on = Forløb, der er aftalt eller i gang, fortsætter.
company-bar = Sæt på pause eller spær
company-bar-lift = Åbn for forslag igen
company-bar-lift-text = Virksomheden får ingen nye forslag nu.
relation-title = Samarbejdet
bar-kind = Hvad besluttes?
bar-kind-pause = Pause: ingen nye forslag til og med en dag
bar-kind-block = Spærring: ingen nye forslag, før den tages tilbage
bar-until = Pause til og med
bar-until-hint = Kun ved pause
bar-until-past = Dagen er allerede gået. Vælg i dag eller senere.
bar-reason = Grund til spærringen
bar-reason-hint = Kun ved spærring. Virksomheden får den ikke at vide i mailen.
bar-note = Bemærkning
bar-note-hint = Kun for kolleger. Aldrig noget om en borger.
bar-note-missing = Skriv, hvad grunden er
bar-happens-slots = Pladserne kan ikke foreslås, reserveres eller bekræftes, og de findes ikke i søgning og match.
bar-letter = De får en neutral mail: ingen grund og ingen navne på andre.
bar-submit = Stop for nye forslag
block-reason-displacement = Forløb har fortrængt ordinært ansatte
block-reason-working_conditions = Arbejdsforholdene var ikke i orden
block-reason-broken_promises = Aftaler blev ikke holdt
block-reason-own_wish = Virksomheden har selv bedt om det
block-reason-other = Andet
notice-company-barred = Virksomheden får ingen nye forslag. Mailen er på vej.
notice-company-bar-lifted = Virksomheden kan få forslag igen.
notice-ladder-taken = Trinnet er ændret.
notice-ladder-dismissed = Forslaget er lagt væk. Det kommer kun igen, hvis der sker noget nyt.
notice-company-merged = De to virksomheder er nu én. Det kan fortrydes i 30 dage.
notice-company-parted = Virksomhederne er skilt ad igen.
ladder-proposed-title = Passer trinnet stadig?
ladder-because-agreement = En aftale er i kraft siden { $day }. Det taler for trinnet { $step }.
ladder-because-placements = { $count } forløb er aftalt inden for seks måneder, det seneste fra { $day }. Det taler for trinnet { $step }.
ladder-because-silence = Der har hverken været forløb eller kontakt siden { $day }. Det taler for trinnet { $step }.
ladder-take = Sæt til { $name }
ladder-dismiss = Behold trinnet
willing-title = Tager imod
willing-none = Virksomheden har ikke sagt, hvem den tager, og hvilken støtte den kan give. Spørg ved næste besøg.
willing-new = Skriv, hvad virksomheden siger
willing-topic = Gælder
willing-answer = Svar
willing-groups = Målgrupper
willing-offers = Støtte på arbejdspladsen
willing-source = Hvor blev det sagt?
willing-said-on = Sagt den
willing-said = sagt { $day } { $source }
willing-said-by = sagt { $day } { $source }, skrevet af { $name }
willing-yes = Ja
willing-perhaps = Måske
willing-no = Nej
said-at-visit = på besøg
said-at-call = i telefon
said-at-mail = i mail
said-at-agreement = i en aftale
said-at-form = i en formular
radar-praktik = { $place }: { $praktik } praktikforløb på 12 måneder, { $hires } kendte ansættelser.
radar-both = { $place }: { $praktik } praktikforløb og { $loentilskud } med løntilskud på 12 måneder, { $hires } kendte ansættelser.
radar-talk = Tal med virksomheden om det. Det er en oplysning og ikke et forbud.
alike-title = Mulige dubletter
alike-lead = Virksomheder, der har navn og postnummer, telefon, maildomæne eller hjemmeside til fælles. To til fem ad gangen; kæder med flere vises ikke.
alike-none-title = Ingen mulige dubletter
alike-none-text = Ingen virksomheder deler navn, telefon, maildomæne eller hjemmeside.
alike-share = Har til fælles
alike-more = Vis flere
alike-warning = Ligner en virksomhed, der er i kartoteket
alike-go-on = Er det en anden virksomhed, så opret den alligevel.
alike-create-anyway = Opret alligevel
alike-because-word = ord i navnet
alike-because-number = nummer
alike-because-name = navn og postnummer
alike-because-block = navn
alike-because-phone = telefon
alike-because-mail = maildomæne
alike-because-site = hjemmeside
merge-title = Flet to virksomheder
merge-start = Flet med en anden virksomhed
merge-lead = Find den anden virksomhed. Intet sker, før du har set, hvad der flyttes.
merge-search = Navn, CVR- eller P-nummer
merge-find = Find
merge-none-text = Prøv et andet ord eller nummer.
merge-compare = Sammenlign
merge-kept = Bliver stående
merge-gone = Går ind i den
merge-swap = Byt om
merge-facts = Hvad gælder?
merge-facts-text = Vælg for hver oplysning, hvor de to er forskellige.
merge-nothing = (ikke kendt)
merge-fact-name = Navn
merge-fact-sector = Sektor
merge-fact-address = Adresse
merge-fact-branch = Branche
merge-fact-employees = Ansatte
merge-fact-phone = Telefon
merge-fact-email = Mail
merge-fact-website = Hjemmeside
merge-fact-advertising_protected = Reklamebeskyttet
merge-fact-ladder = Trin
merge-fact-consultant = Konsulent
merge-fact-substitute = Stedfortræder
merge-fact-legal_form = Virksomhedsform
merge-moves-workplace = { $count ->
    [one] { $count } arbejdsplads med pladser og forløb flyttes. P-nummeret er det samme.
   *[other] { $count } arbejdspladser med pladser og forløb flyttes. P-numrene er de samme.
}
merge-moves-contact = { $count ->
    [one] { $count } kontakt flyttes.
   *[other] { $count } kontakter flyttes.
}
merge-moves-agreement = { $count ->
    [one] { $count } aftale flyttes.
   *[other] { $count } aftaler flyttes.
}
merge-moves-task = { $count ->
    [one] { $count } opgave flyttes.
   *[other] { $count } opgaver flyttes.
}
merge-moves-contact_log = { $count ->
    [one] { $count } indførsel i kontaktloggen flyttes.
   *[other] { $count } indførsler i kontaktloggen flyttes.
}
merge-moves-enquiry = { $count ->
    [one] { $count } henvendelse flyttes.
   *[other] { $count } henvendelser flyttes.
}
merge-moves-api_token = { $count ->
    [one] { $count } adgang for programmer flyttes.
   *[other] { $count } adgange for programmer flyttes.
}
merge-moves-willingness = { $count ->
    [one] { $count } svar om, hvem virksomheden tager, flyttes. Det nyeste svar gælder.
   *[other] { $count } svar om, hvem virksomheden tager, flyttes. Det nyeste svar gælder.
}
merge-happens-page = Den anden virksomheds side fører hertil, og dens CVR-nummer kan stadig søges.
merge-happens-sessions = Kontakter, der flyttes, skal logge ind igen.
merge-happens-undo = Det kan fortrydes i 30 dage.
merge-submit = Flet virksomhederne
merge-undo = Skil ad igen
merge-undo-text = Alt, der flyttede, går tilbage, og oplysningerne bliver, som de var.
merge-absorbed = { $name } blev en del af denne virksomhed
merge-same = Vælg to forskellige virksomheder
merge-merged = En af de to er allerede flettet. Åbn den, som den fører til.
merged-notice = Virksomheden er flettet ind i { $name }
merged-open = Åbn { $name }
error-ask = Spørg { $name }.
error-company_blocked-title = Virksomheden er spærret
error-company_blocked-text = Den får ingen nye forslag, før spærringen er taget tilbage. Forløb i gang fortsætter.
error-company_paused-title = Virksomheden er på pause
error-company_paused-text = Den får ingen nye forslag lige nu. Se på dens side, hvornår pausen slutter.
error-merge_changed_since-title = Fletningen kan ikke fortrydes
error-merge_changed_since-text = Noget, der flyttede, er ændret siden.
error-merge-late-title = Fletningen kan ikke fortrydes
error-merge-late-text = Der er gået mere end 30 dage.
error-merge-company-title = Fletningen kan ikke fortrydes
error-merge-company-text = Virksomheden er siden flettet ind i en anden. Skil den ad først.
error-merge-facts-title = Fletningen kan ikke fortrydes
error-merge-facts-text = Virksomhedens oplysninger er ændret siden, og ændringen ville gå tabt.
error-merge-willing-title = Fletningen kan ikke fortrydes
error-merge-willing-text = Virksomheden har siden sagt noget nyt om, hvem den tager, og det ville gå tabt.
error-merge-rows-title = Fletningen kan ikke fortrydes
error-merge-rows-text = Noget, der flyttede, hører siden til en anden virksomhed.
error-merge-entangled-title = Fletningen kan ikke fortrydes
error-merge-entangled-text = En plads eller kontakt hænger nu sammen med noget fra begge virksomheder. Ret det først.
history-willingness-say = Skrev, hvad virksomheden siger
history-company-bar = Stoppede for nye forslag
history-company-lift_bar = Åbnede for forslag igen
history-company-look_at_ladder = Trin foreslået
history-company-answer_step = Svarede på et foreslået trin
history-company-merge = Flettede to virksomheder
history-company-undo_merge = Skilte virksomhederne ad igen
history-field-substitute = stedfortræder
history-field-legal_form = virksomhedsform
history-field-social_enterprise = socialøkonomisk
history-field-retention_need = fastholdelse
history-field-municipal_own = kommunens egen
history-field-proposal_cap = højst forslag om måneden
portal-barred = I får ingen nye forslag for tiden. Forløb, der er aftalt eller i gang, fortsætter. Ring til os, hvis I har spørgsmål.
portal-barred-until = I får ingen nye forslag til og med { $name }. Forløb, der er aftalt eller i gang, fortsætter. Ring til os, hvis I har spørgsmål.
