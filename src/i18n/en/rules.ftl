nav-rules = Rules
rules-title = Rules
rules-lead = The law as it applies to placements that begin on { $name }
rules-day = Show the rules for placements that begin on
rules-day-hint = A placement follows the rules of its first day, whenever it is judged.
rules-show = Show the rules
rules-of-program = The rules of the program
rules-unverified = not verified at its source
rules-editions = The municipality's own editions
rules-no-editions = The municipality has no edition of its own: the rules of the program apply. A new edition begins as a copy and applies only when two people have approved it.
rules-from = Applies to placements that begin from
rules-made-by = made by { $name }
rules-proposed-by = put up by { $name }
rules-approved-by = approved by { $name }
rules-withdrawn-by = taken back by { $name }
rules-state-draft = Draft
rules-state-proposed = Waits for approval
rules-state-published = Published
rules-state-withdrawn = Taken back
rules-list-duration = Duration and extension
rules-list-eligibility = Who may have a placement
rules-list-hours = Hours a week
rules-list-previous_employment = The last employer
rules-list-ratio = Ratio (rimelighed)
rules-list-growth = Growth (merbeskæftigelse)
rules-list-grant = Grant from VITAS
rules-list-consultation = The employees' representative
rules-list-deadline = Deadlines
rules-list-mentor = Mentor
rules-list-rate = Rates
rules-list-mail = Mail
rules-list-disclosure = What a company may see
rules-list-target_group = Target groups
rules-list-placement_type = Kinds of placement
rules-list-legal_event = Changes of the law
rules-compare = Compare two days
rules-compare-lead = From { $from } to { $to }
rules-compare-from = From
rules-compare-to = To
rules-compare-do = Compare
rules-same-title = Nothing changes
rules-same-text = The same rules apply on both days.
rules-before = Before
rules-after = After
rules-changed = { $count ->
    [one] 1 rule changes
   *[other] { $count } rules change
}
rules-come = { $count ->
    [one] 1 rule is added
   *[other] { $count } rules are added
}
rules-gone = { $count ->
    [one] 1 rule goes
   *[other] { $count } rules go
}
rules-new = New edition
rules-new-text = The rules of the chosen day are copied. The copy can be changed file by file, tried on the placements and sent for approval.
rules-name = Name
rules-name-hint = For example "New act from 2027"
rules-from-day = Applies from
rules-from-hint = Placements that begin on this day or later follow the edition.
rules-copy = Copy the rules
rules-edition-text = Placements that begin before follow the rules of their own first day.
rules-faults = { $count ->
    [one] 1 fault
   *[other] { $count } faults
}
rules-changes = What changes
rules-no-changes = No rule says anything else than the day before.
rules-changes-unknown = The files cannot be read yet; mend the faults first.
rules-files = Files
rules-file-changed = changed
rules-file-local = the municipality's own
rules-file-new = New file
rules-file-name-label = File name
rules-file-name-hint = Small letters, digits, - and _, and .toml at the end
rules-file-text = Rules
rules-file-hint = Each rule is a row with id, name in Danish and English, family, priority, dates and source. Faults are shown with their line once it is saved.
rules-file-stale = A colleague has changed the edition meanwhile. Your text still stands here; copy it if you want to keep it, and save again to replace the colleague's.
rules-file-remove = Remove the file
rules-file-name = Write a file name of small letters, digits, - or _ that ends in .toml.
rules-file-too-large = The file is too large, or there are too many files.
rules-hash = Mark of the edition: { $name }
rules-next = Next step
rules-head = Name and date
rules-simulate = Try it on the placements
rules-simulation = Try-out on the placements
rules-propose = Put up for approval
rules-propose-text = Another person has to approve before the edition applies.
rules-needs-other = You put the edition up. Another person has to approve it.
rules-approve = Approve
rules-approve-text = Once approved the edition applies from its date. It can be taken back.
rules-reason = Reason
rules-send-back = Send back
rules-withdraw = Take back
rules-withdraw-text = When the edition is taken back, the earlier rules apply again. Decisions that were made stand.
rules-drop = Throw the draft away
rules-judged = { $count ->
    [one] 1 placement begins then or later and was judged by both sets of rules.
   *[other] { $count } placements begin then or later and were judged by both sets of rules.
}
rules-across = { $count ->
    [0] No placement runs across the date.
    [one] 1 placement runs across the date and follows the rules of its first day.
   *[other] { $count } placements run across the date and follow the rules of their first day.
}
rules-none-break-title = No placement is hit
rules-none-break-text = None of the planned placements is judged more strictly.
rules-break = { $count ->
    [one] 1 placement is judged more strictly:
   *[other] { $count } placements are judged more strictly:
}
rules-now = Now
rules-then = With the edition
rules-because = Why
rules-first-lines = { $count ->
    [one] Only the first is shown; the command "rules simulate" gives all.
   *[other] Only the first { $count } are shown; the command "rules simulate" gives all.
}
rules-counts-only = Which placements these are is shown to those who may see citizens.
rules-name-needed = Write a name of at most 100 letters.
rules-day-needed = Choose a day from 2013 on.
rules-reason-needed = Write a reason of at most 1000 letters.
notice-rules-copied = The rules are copied. Change the draft and try it on the placements.
notice-rules-proposed = The edition now waits for the approval of another person.
notice-rules-published = The edition is approved and applies from its date.
notice-rules-sent-back = The edition was sent back as a draft.
notice-rules-withdrawn = The edition was taken back.
notice-rules-dropped = The draft was thrown away.
error-edition_state-title = The edition is elsewhere
error-edition_state-text = Somebody has moved the edition meanwhile. Open it again to see where it is.
error-needs_second_person-title = Another person has to approve
error-needs_second_person-text = Whoever put an edition up cannot approve it.
error-rules_faulty-title = The rules have faults
error-rules_faulty-text = Mend the faults in the files before the edition is put up.
verdicts-title = Verdicts of the law
verdicts-lead = What the rules said when it was decided
verdicts-empty = No decision that needs the law's answer has been made yet.
verdicts-link = See the verdicts as they were given
verdict-act-confirm = Confirmed
verdict-act-agree = Agreed
verdict-act-extend = Extended
verdict-replay = Give the answer again
verdict-same = Given again today by the rules of then: the same answer, letter for letter.
verdict-other = Given again today, the program answers otherwise than then. The answer that was given stands below.
verdict-erased = The facts were erased on { $name }. Only the rules and their dates are kept.
verdict-refused = The program can no longer read the facts or rules that were kept. The answer that was given stands below.
verdict-rules-hash = The text of the rules is known by { $name }
verdict-rule-of = from { $name }
verdict-facts = The facts that were judged
