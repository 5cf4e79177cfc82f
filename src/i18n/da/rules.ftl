nav-rules = Regler
rules-title = Regler
rules-lead = Loven, som den gælder for forløb, der begynder { $name }
rules-day = Vis reglerne for forløb, der begynder
rules-day-hint = Et forløb følger reglerne på sin første dag, uanset hvornår det bedømmes.
rules-show = Vis reglerne
rules-of-program = Programmets regler
rules-unverified = ikke bekræftet ved kilden
rules-editions = Kommunens egne udgaver
rules-no-editions = Kommunen har ingen egen udgave: programmets regler gælder. En ny udgave begynder som en kopi og gælder først, når to personer har sagt god for den.
rules-from = Gælder forløb, der begynder fra
rules-made-by = lavet af { $name }
rules-proposed-by = indstillet af { $name }
rules-approved-by = godkendt af { $name }
rules-withdrawn-by = trukket tilbage af { $name }
rules-state-draft = Kladde
rules-state-proposed = Venter på godkendelse
rules-state-published = Offentliggjort
rules-state-withdrawn = Trukket tilbage
rules-list-duration = Varighed og forlængelse
rules-list-eligibility = Hvem kan få et forløb
rules-list-hours = Timer om ugen
rules-list-previous_employment = Seneste arbejdsgiver
rules-list-ratio = Rimelighed
rules-list-growth = Merbeskæftigelse
rules-list-grant = Bevilling fra VITAS
rules-list-consultation = Medarbejdernes repræsentant
rules-list-deadline = Frister
rules-list-mentor = Mentor
rules-list-rate = Satser
rules-list-mail = Mail
rules-list-disclosure = Hvad en virksomhed må se
rules-list-target_group = Målgrupper
rules-list-placement_type = Forløbstyper
rules-list-legal_event = Lovens ændringer
rules-compare = Sammenlign to datoer
rules-compare-lead = Fra { $from } til { $to }
rules-compare-from = Fra
rules-compare-to = Til
rules-compare-do = Sammenlign
rules-same-title = Intet ændrer sig
rules-same-text = De samme regler gælder på begge dage.
rules-before = Før
rules-after = Efter
rules-changed = { $count ->
    [one] 1 regel ændres
   *[other] { $count } regler ændres
}
rules-come = { $count ->
    [one] 1 regel kommer til
   *[other] { $count } regler kommer til
}
rules-gone = { $count ->
    [one] 1 regel falder bort
   *[other] { $count } regler falder bort
}
rules-new = Ny udgave
rules-new-text = Reglerne på den valgte dag kopieres. Kopien kan ændres fil for fil, prøves på forløbene og sendes til godkendelse.
rules-name = Navn
rules-name-hint = For eksempel "Ny lov fra 2027"
rules-from-day = Gælder fra
rules-from-hint = Forløb, der begynder denne dag eller senere, følger udgaven.
rules-copy = Kopiér reglerne
rules-edition-text = Forløb, der begynder før, følger de regler, der gjaldt på deres første dag.
rules-faults = { $count ->
    [one] 1 fejl
   *[other] { $count } fejl
}
rules-changes = Hvad der ændrer sig
rules-no-changes = Ingen regel siger andet end dagen før.
rules-changes-unknown = Filerne kan ikke læses endnu; ret fejlene først.
rules-files = Filer
rules-file-changed = ændret
rules-file-local = kommunens egen
rules-file-new = Ny fil
rules-file-name-label = Filnavn
rules-file-name-hint = Små bogstaver, tal, - og _, og til sidst .toml
rules-file-text = Regler
rules-file-hint = Hver regel er en række med id, navn på dansk og engelsk, familie, prioritet, datoer og kilde. Fejl vises med linje, når der er gemt.
rules-file-stale = En kollega har ændret udgaven imens. Din tekst står her endnu; kopiér den, hvis du vil gemme den, og gem igen for at erstatte kollegaens.
rules-file-remove = Fjern filen
rules-file-name = Skriv et filnavn med små bogstaver, tal, - eller _, der ender på .toml.
rules-file-too-large = Filen er for stor, eller der er for mange filer.
rules-hash = Udgavens kendemærke: { $name }
rules-next = Næste skridt
rules-head = Navn og dato
rules-simulate = Prøv på forløbene
rules-simulation = Prøve på forløbene
rules-propose = Indstil til godkendelse
rules-propose-text = En anden person skal godkende, før udgaven gælder.
rules-needs-other = Du har indstillet udgaven. En anden person skal godkende den.
rules-approve = Godkend
rules-approve-text = Ved godkendelse gælder udgaven fra sin dato. Den kan trækkes tilbage igen.
rules-reason = Begrundelse
rules-send-back = Send tilbage
rules-withdraw = Træk tilbage
rules-withdraw-text = Når udgaven trækkes tilbage, gælder de tidligere regler igen. Afgørelser, der er truffet, står ved magt.
rules-drop = Kassér kladden
rules-judged = { $count ->
    [one] 1 forløb begynder da eller senere og er bedømt efter begge regelsæt.
   *[other] { $count } forløb begynder da eller senere og er bedømt efter begge regelsæt.
}
rules-across = { $count ->
    [0] Ingen forløb går hen over datoen.
    [one] 1 forløb går hen over datoen og følger reglerne på sin første dag.
   *[other] { $count } forløb går hen over datoen og følger reglerne på deres første dag.
}
rules-none-break-title = Ingen forløb rammes
rules-none-break-text = Ingen af de planlagte forløb bliver bedømt strengere.
rules-break = { $count ->
    [one] 1 forløb bliver bedømt strengere:
   *[other] { $count } forløb bliver bedømt strengere:
}
rules-now = Nu
rules-then = Med udgaven
rules-because = Hvorfor
rules-first-lines = { $count ->
    [one] Kun det første vises; alle fås med kommandoen "rules simulate".
   *[other] Kun de første { $count } vises; alle fås med kommandoen "rules simulate".
}
rules-counts-only = Hvilke forløb det er, ser de, der må se borgere.
rules-name-needed = Skriv et navn på højst 100 tegn.
rules-day-needed = Vælg en dag fra 2013 og frem.
rules-reason-needed = Skriv en begrundelse på højst 1000 tegn.
notice-rules-copied = Reglerne er kopieret. Ret kladden, og prøv den på forløbene.
notice-rules-proposed = Udgaven venter nu på godkendelse af en anden person.
notice-rules-published = Udgaven er godkendt og gælder fra sin dato.
notice-rules-sent-back = Udgaven er sendt tilbage som kladde.
notice-rules-withdrawn = Udgaven er trukket tilbage.
notice-rules-dropped = Kladden er kasseret.
error-edition_state-title = Udgaven er et andet sted
error-edition_state-text = Nogen har flyttet udgaven i mellemtiden. Åbn den igen for at se, hvor den er.
error-needs_second_person-title = En anden person skal godkende
error-needs_second_person-text = Den, der har indstillet en udgave, kan ikke selv godkende den.
error-rules_faulty-title = Reglerne har fejl
error-rules_faulty-text = Ret fejlene i filerne, før udgaven indstilles.
verdicts-title = Afgørelser efter loven
verdicts-lead = Hvad reglerne sagde, da der blev besluttet
verdicts-empty = Der er endnu ikke truffet en beslutning, som kræver lovens svar.
verdicts-link = Se afgørelserne, som de blev givet
verdict-act-confirm = Bekræftet
verdict-act-agree = Aftalt
verdict-act-extend = Forlænget
verdict-replay = Giv svaret igen
verdict-same = Givet igen i dag efter de regler, der gjaldt dengang: samme svar, tegn for tegn.
verdict-other = Givet igen i dag svarer programmet anderledes end dengang. Det svar, der blev givet, står nedenfor.
verdict-erased = Oplysningerne er slettet den { $name }. Kun reglerne og deres datoer er gemt.
verdict-refused = Programmet kan ikke længere læse de oplysninger eller regler, der blev gemt. Det svar, der blev givet, står nedenfor.
verdict-rules-hash = Regelteksten kendes på { $name }
verdict-rule-of = fra { $name }
verdict-facts = De oplysninger, der blev bedømt
