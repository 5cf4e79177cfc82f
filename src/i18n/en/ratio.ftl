# Rimelighed: the arithmetic, other placements and the reservation
ratio-title = Ratio (rimelighed)
ratio-lead = How many a workplace may have in work practice and on wage subsidy at one time, over the coming 26 weeks.
ratio-title-company = How many can you have at one time?
ratio-see-company = See week by week
ratio-note = As far as we know, as of { $name }. This is a pre-check: the application is decided in VITAS.
ratio-note-company = As far as the municipality knows, as of { $name }. This is a pre-check: whether you can have one more is decided when you apply in VITAS.
ratio-fill-in = Write the figure on the workplace
ratio-missing = The number of ordinary employees is missing. Ask the company.
ratio-missing-company = The municipality lacks your number of ordinary employees, in full-time persons. Ring your contact in the municipality and tell the figure.
ratio-undated = The number of ordinary employees has no date. Ask the company when it was counted.
ratio-undated-company = The municipality does not know when your ordinary employees were counted. Ring your contact in the municipality and tell a new figure.
ratio-other-method = The ordinary employees are counted in another way than the rule asks. Ask the company for a new figure.
ratio-other-method-company = Your ordinary employees are counted in another way than the rule asks. Ring your contact in the municipality and tell a new figure.
ratio-too-old = The number of ordinary employees is of { $name } and too old. Ask the company for a new figure.
ratio-too-old-company = The municipality's figure for your ordinary employees is of { $name } and too old. Ring your contact in the municipality and tell a new one.
ratio-soon-too-old = From { $name } the number of ordinary employees is too old. Ask the company for a new figure before that.
ratio-soon-too-old-company = From { $name } your number of ordinary employees is too old. Tell your contact in the municipality a new one before that.
ratio-no-rule = The rule set has no rule on the ratio for this date.
ratio-method-fte = in full-time persons
ratio-method-heads = counted in heads
ratio-figure = { $employees } ordinary employees, { $method }, as of { $day } ({ $count ->
    [one] { $count } day
   *[other] { $count } days
} old)
ratio-figure-undated = { $employees } ordinary employees, { $method }, without a date
ratio-step = { $employees } ordinary employees: 1 for every { $per } gives { $persons }
ratio-step-further = The next { $employees } ordinary employees: 1 for every { $per } gives { $persons }
ratio-step-least = { $employees } ordinary employees: 1 for every { $per }, but always at least { $persons }
ratio-sum = Allowed in all: { $count }
ratio-own = Filling a place today, by our own placements: { $count }
ratio-integration = Of these under the integration act: { $count }. They are not tested themselves, but fill a place.
ratio-unverified = Besides, in community work (nytteindsats): { $count }. It is not verified whether they count.
ratio-perhaps = Besides, { $count } whose days or kind are not known.
ratio-others = Other placements (other municipalities): { $count } { $day }. { $source } They are counted on every day.
ratio-others-day = as of { $name }
ratio-others-undated = without a date
ratio-others-none = Other placements (other municipalities) have not been told and are not counted.
ratio-others-typed = Source: written down by a member of the municipality's staff.
ratio-others-imported = Source: taken in from a list.
ratio-others-unknown = The source was not kept.
