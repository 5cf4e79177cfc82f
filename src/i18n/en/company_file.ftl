# The register: what is known of a company besides its own facts
company-being = Special about the company
company-being-municipal_own = The municipality's own
company-being-social_enterprise = Social enterprise
company-being-retention_need = Wants to retain the ill
company-being-blocked = Blocked
company-being-other_step = Another step proposed
company-kind = Special
company-substitute = Substitute
company-substitute-hint = Takes over when the consultant is away. Must be somebody else.
company-substitute-same = Choose somebody other than the consultant
company-employees-as-of = As of
company-legal-form = Legal form
company-social-enterprise = Social enterprise
company-social-enterprise-hint = Registered, or an association that works as one
company-municipal-own = The municipality's own
company-municipal-own-hint = The company is the municipality itself. Each institution is a workplace with its own P-number, places, contact and ratio.
company-retention-need = Wants to retain the ill
company-retention-need-hint = The company has asked for help to retain employees. Never write who they are.
company-proposal-cap = At most N proposals a month
company-proposal-cap-hint = Empty: the municipality's own limit holds
company-protected-notice = Protected against advertising: no unsolicited mail.
figure-source-typed = typed, { $name }
figure-source-imported = imported, { $name }
figure-source-register = CVR, { $name }
company-blocked-badge = Blocked
company-paused-badge = Paused
company-paused-notice = Paused up to and including { $name }: no new proposals.
company-blocked-notice = Blocked since { $day } by { $name }: { $reason }.
company-bar-goes-on = Placements that are agreed or running go on.
company-bar = Pause or block
company-bar-lift = Open for proposals again
company-bar-lift-text = The company gets no new proposals now.
relation-title = The cooperation
bar-kind = What is decided?
bar-kind-pause = Pause: no new proposals up to and including a day
bar-kind-block = Block: no new proposals until it is taken back
bar-until = Pause up to and including
bar-until-hint = Only for a pause
bar-until-past = The day is over. Choose today or later.
bar-reason = Reason for the block
bar-reason-hint = Only for a block. The mail does not tell the company.
bar-note = Remark
bar-note-hint = For colleagues only. Never anything about a citizen.
bar-note-missing = Write what the reason is
bar-happens-slots = Its places cannot be proposed, reserved or confirmed, and are not found in search and match.
bar-letter = They get a neutral mail: no reason and no names of others.
bar-submit = Stop new proposals
block-reason-displacement = Placements took the place of ordinary employees
block-reason-working_conditions = The working conditions were not in order
block-reason-broken_promises = Agreements were not kept
block-reason-own_wish = The company asked for it
block-reason-other = Something else
notice-company-barred = The company gets no new proposals. The mail is on its way.
notice-company-bar-lifted = The company can get proposals again.
notice-ladder-taken = The step is changed.
notice-ladder-dismissed = The proposal is put away. It comes back only if something new happens.
notice-company-merged = The two companies are one now. It can be undone for 30 days.
notice-company-parted = The companies are parted again.
ladder-proposed-title = Is the step still right?
ladder-because-agreement = An agreement is in force since { $day }. It speaks for the step { $step }.
ladder-because-placements = { $count } placements were agreed within six months, the latest from { $day }. It speaks for the step { $step }.
ladder-because-silence = There has been neither placement nor contact since { $day }. It speaks for the step { $step }.
ladder-take = Set to { $name }
ladder-dismiss = Keep the step
willing-title = Takes in
willing-none = The company has not said whom it takes and what support it can give. Ask at the next visit.
willing-new = Write what the company says
willing-topic = About
willing-answer = Answer
willing-groups = Target groups
willing-offers = Support at the workplace
willing-source = Where was it said?
willing-said-on = Said on
willing-said = said { $day } { $source }
willing-said-by = said { $day } { $source }, written by { $name }
willing-yes = Yes
willing-perhaps = Perhaps
willing-no = No
said-at-visit = on a visit
said-at-call = on the telephone
said-at-mail = in a mail
said-at-agreement = in an agreement
said-at-form = in a form
radar-praktik = { $place }: { $praktik } trials in 12 months, { $hires } known hires.
radar-both = { $place }: { $praktik } trials and { $loentilskud } with wage subsidy in 12 months, { $hires } known hires.
radar-talk = Talk with the company about it. This is information and forbids nothing.
alike-title = Possible duplicates
alike-lead = Companies that share name and postcode, phone, mail domain or web site. Two to five at a time; chains of more are not shown.
alike-none-title = No possible duplicates
alike-none-text = No companies share name, phone, mail domain or web site.
alike-share = They share
alike-more = Show more
alike-warning = Resembles a company of the register
alike-go-on = If it is another company, create it anyway.
alike-create-anyway = Create anyway
alike-because-word = a word of the name
alike-because-number = number
alike-because-name = name and postcode
alike-because-block = name
alike-because-phone = phone
alike-because-mail = mail domain
alike-because-site = web site
merge-title = Merge two companies
merge-start = Merge with another company
merge-lead = Find the other company. Nothing happens before you have seen what moves.
merge-search = Name, CVR or P-number
merge-find = Find
merge-none-text = Try another word or number.
merge-compare = Compare
merge-kept = Stands
merge-gone = Goes into it
merge-swap = Swap
merge-facts = What holds?
merge-facts-text = Choose for each fact in which the two differ.
merge-nothing = (not known)
merge-fact-name = Name
merge-fact-sector = Sector
merge-fact-address = Address
merge-fact-branch = Branch
merge-fact-employees = Employees
merge-fact-phone = Phone
merge-fact-email = Mail
merge-fact-website = Web site
merge-fact-advertising_protected = Protected against advertising
merge-fact-ladder = Step
merge-fact-consultant = Consultant
merge-fact-substitute = Substitute
merge-fact-legal_form = Legal form
merge-moves-workplace = { $count ->
    [one] { $count } workplace moves with its places and placements. The P-number stays.
   *[other] { $count } workplaces move with their places and placements. The P-numbers stay.
}
merge-moves-contact = { $count ->
    [one] { $count } contact moves.
   *[other] { $count } contacts move.
}
merge-moves-agreement = { $count ->
    [one] { $count } agreement moves.
   *[other] { $count } agreements move.
}
merge-moves-task = { $count ->
    [one] { $count } task moves.
   *[other] { $count } tasks move.
}
merge-moves-contact_log = { $count ->
    [one] { $count } entry of the contact log moves.
   *[other] { $count } entries of the contact log move.
}
merge-moves-enquiry = { $count ->
    [one] { $count } enquiry moves.
   *[other] { $count } enquiries move.
}
merge-moves-api_token = { $count ->
    [one] { $count } access for programs moves.
   *[other] { $count } accesses for programs move.
}
merge-moves-willingness = { $count ->
    [one] { $count } answer about whom the company takes moves. The latest answer holds.
   *[other] { $count } answers about whom the company takes move. The latest answer holds.
}
merge-happens-page = The other company's page leads here, and its CVR number is still found.
merge-happens-sessions = Contacts that move must sign in again.
merge-happens-undo = It can be undone for 30 days.
merge-submit = Merge the companies
merge-undo = Part again
merge-undo-text = Everything that moved goes back, and the facts become what they were.
merge-absorbed = { $name } became part of this company
merge-same = Choose two different companies
merge-merged = One of the two is merged already. Open the one that it leads to.
merged-notice = The company is merged into { $name }
merged-open = Open { $name }
error-ask = Ask { $name }.
error-company_blocked-title = The company is blocked
error-company_blocked-text = It gets no new proposals until the block is taken back. Running placements go on.
error-company_paused-title = The company is paused
error-company_paused-text = It gets no new proposals right now. Its page says when the pause ends.
error-merge_changed_since-title = The merge cannot be undone
error-merge_changed_since-text = Something that moved has been changed since.
error-merge-late-title = The merge cannot be undone
error-merge-late-text = More than 30 days have passed.
error-merge-company-title = The merge cannot be undone
error-merge-company-text = The company has since been merged into another. Part that one first.
error-merge-facts-title = The merge cannot be undone
error-merge-facts-text = The company's facts have been changed since, and the change would get lost.
error-merge-willing-title = The merge cannot be undone
error-merge-willing-text = The company has since said something new about whom it takes, and it would get lost.
error-merge-rows-title = The merge cannot be undone
error-merge-rows-text = Something that moved has since come to another company.
error-merge-entangled-title = The merge cannot be undone
error-merge-entangled-text = A place or contact now hangs together with something of both companies. Mend that first.
history-willingness-say = Wrote what the company says
history-company-bar = Stopped new proposals
history-company-lift_bar = Opened for proposals again
history-company-look_at_ladder = Step proposed
history-company-answer_step = Answered a proposed step
history-company-merge = Merged two companies
history-company-undo_merge = Parted the companies again
history-field-substitute = substitute
history-field-legal_form = legal form
history-field-social_enterprise = social enterprise
history-field-retention_need = retention
history-field-municipal_own = the municipality's own
history-field-proposal_cap = most proposals a month
portal-barred = You get no new proposals for now. Placements that are agreed or running go on. Ring us if you have questions.
portal-barred-until = You get no new proposals up to and including { $name }. Placements that are agreed or running go on. Ring us if you have questions.
