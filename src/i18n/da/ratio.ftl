# Rimelighed: regnestykket, øvrige forløb og forbeholdet
ratio-title = Rimelighed
ratio-lead = Hvor mange i praktik og løntilskud en arbejdsplads må have på én gang, set 26 uger frem.
ratio-title-company = Hvor mange kan I have på én gang?
ratio-see-company = Se uge for uge
ratio-note = Efter det vi kender til, pr. { $name }. Det er et forhåndstjek: ansøgningen afgøres i VITAS.
ratio-note-company = Efter det kommunen kender til, pr. { $name }. Det er et forhåndstjek: om I kan få en person til, afgøres, når I søger i VITAS.
ratio-fill-in = Skriv tallet på arbejdspladsen
ratio-missing = Antallet af ordinært ansatte mangler. Spørg virksomheden.
ratio-missing-company = Kommunen mangler jeres antal ordinært ansatte, omregnet til fuldtid. Ring til jeres kontakt i kommunen og oplys tallet.
ratio-undated = Antallet af ordinært ansatte mangler en dato. Spørg virksomheden, hvornår det er opgjort.
ratio-undated-company = Kommunen ved ikke, hvornår jeres antal ordinært ansatte er opgjort. Ring til jeres kontakt i kommunen og oplys et nyt tal.
ratio-other-method = Antallet af ordinært ansatte er opgjort på en anden måde, end reglen kræver. Spørg virksomheden om et nyt tal.
ratio-other-method-company = Jeres antal ordinært ansatte er opgjort på en anden måde, end reglen kræver. Ring til jeres kontakt i kommunen og oplys et nyt tal.
ratio-too-old = Antallet af ordinært ansatte er fra { $name } og for gammelt. Spørg virksomheden om et nyt tal.
ratio-too-old-company = Kommunens tal for jeres ordinært ansatte er fra { $name } og for gammelt. Ring til jeres kontakt i kommunen og oplys et nyt.
ratio-soon-too-old = Fra { $name } er antallet af ordinært ansatte for gammelt. Spørg virksomheden om et nyt tal inden da.
ratio-soon-too-old-company = Fra { $name } er jeres antal ordinært ansatte for gammelt. Oplys et nyt til jeres kontakt i kommunen inden da.
ratio-no-rule = Regelsættet har ingen regel om rimelighed på denne dato.
ratio-method-fte = omregnet til fuldtid
ratio-method-heads = opgjort i hoveder
ratio-figure = { $employees } ordinært ansatte, { $method }, pr. { $day } ({ $count ->
    [one] { $count } dag
   *[other] { $count } dage
} gammelt)
ratio-figure-undated = { $employees } ordinært ansatte, { $method }, uden dato
ratio-step = { $employees } ordinært ansatte: 1 for hver { $per } giver { $persons }
ratio-step-further = De næste { $employees } ordinært ansatte: 1 for hver { $per } giver { $persons }
ratio-step-least = { $employees } ordinært ansatte: 1 for hver { $per }, dog altid mindst { $persons }
ratio-sum = I alt tilladt: { $count }
ratio-own = Fylder en plads i dag efter vores egne forløb: { $count }
ratio-integration = Heraf efter integrationsloven: { $count }. De prøves ikke selv, men optager en plads.
ratio-unverified = Desuden i nytteindsats: { $count }. Det er ikke bekræftet, om de tæller med.
ratio-perhaps = Desuden { $count }, hvor dage eller art ikke kendes.
ratio-others = Øvrige forløb (andre kommuner): { $count } { $day }. { $source } De tælles med alle dage.
ratio-others-day = pr. { $name }
ratio-others-undated = uden dato
ratio-others-none = Øvrige forløb (andre kommuner) er ikke oplyst og er ikke talt med.
ratio-others-typed = Kilde: skrevet ind af en medarbejder i kommunen.
ratio-others-imported = Kilde: indlæst fra en liste.
ratio-others-unknown = Kilden er ikke gemt.
