# The words of the desk.

desk-name = Desk
desk-title = Mobility Matchmaking desk
skip = Skip to the content
home = To the requests
nav-main = Main
nav-inbox = Requests
nav-site = Website

# Inbox
inbox-title = Requests
inbox-title-status = Requests: { $status }
inbox-statuses = By status
inbox-forms = By form
inbox-all = All
inbox-any-form = Any form
inbox-open = Open
inbox-closed = Closed
inbox-apart = Set apart
inbox-set-apart = { $count ->
    [one] One request looks like a robot’s, and is set apart.
   *[other] { $count } requests look like robots’, and are set apart.
}
inbox-judge = Whatever here is a person’s becomes new; the rest goes to spam. Nobody who sent it is told.
inbox-list = List of requests
inbox-empty = There is nothing here.
inbox-caption = { $count ->
    [one] One request
   *[other] { $count } requests
}, the newest first
inbox-caption-more = The first { $count } requests, the newest first
inbox-older = Older requests
inbox-newest = Back to the newest
column-request = Request
column-received = Received
column-form = Form
column-country = Country
column-activity = Activity
column-status = Status
column-judge = Judge

# Times
date = { $day } { $month } { $year }
moment = { $date }, { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
age-minutes = { $count ->
    [0] just now
    [one] a minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
age-days = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}

# Forms
form-find-a-host = Find a host
form-offer-to-host = Offer to host
form-join = Join the partnership

# Statuses, and the buttons that lead to them
status-new = New
status-in-review = In review
status-waiting-for-information = Waiting for information
status-introduced = Introduced
status-agreed = Agreed
status-completed = Completed
status-declined = Declined
status-suspected-spam = Suspected spam
status-spam = Spam
action-new-in-review = Start review
action-suspected-spam-new = Not spam
action-spam-new = Not spam
action-in-review = Back to review
action-waiting-for-information = Wait for information
action-introduced = Mark as introduced
action-agreed = Mark as agreed
action-completed = Mark as completed
action-declined = Decline
action-spam = It is spam
action-new = Back to new

# A request
request-form = { $form }, form in { $language }
request-received = Received
request-until = Kept until
request-work = Work on this request
request-suspicions = Looks like a robot’s
suspicion-honeypot = a field that people don’t see was filled in
suspicion-too-fast = it was sent within three seconds
suspicion-impossible-time = it says its page was open for a time that can’t be
suspicion-too-many-links = its texts have more than six links
suspicion-link-in-name = a link stands where a name, a role, a town or a title belongs
suspicion-only-links = one of its texts is little more than links
suspicion-markup = it has the code of links for other websites (such as [url=…])
suspicion-same-text = three fields or more say the same
suspicion-no-proof = it came without the calculation that browsers do here (without script they can’t)
suspicion-wrong-proof = its calculation is wrong, or was not set by this site
suspicion-expired-proof = its calculation came too late (the page may have been open for long)
suspicion-spent-proof = its calculation was used for another request before
section-wish = What they ask
section-proposal = What they offer
section-membership = Why they would join
section-organisation = Who they are
section-contact = Whom to answer
section-actions = Next step
section-note = Write a note
section-timeline = Timeline
actions-none = It is completed: nothing follows.
your-name = Your name
your-name-hint = It is written into the timeline beside what you do.
note = Note
note-hint = Only the desk sees it. Write nothing about a person that they should not read.
note-save = Save the note
yes = Yes
no = No

# Fields
field-name = Name
field-kind = Kind of organisation
field-country = Country
field-place = Town
field-role = Role
field-email = E-mail
field-offer = Offer asked about
field-activity = Activity
field-activities = Activities
field-audiences = Audience
field-sectors = Sectors
field-themes = Themes
field-goal = What the group wants to learn
field-countries = Countries wished for
field-own-country-welcome = Own country welcome
field-period = Period
field-days = Days, without travel
field-participants = Participants
field-fewer-opportunities = Of these, with fewer opportunities
field-minors = Under 18
field-languages = Languages
field-support-measures = Support
field-support-barriers = Barriers
field-support-note = Support, in their words
field-title = Title
field-summary = Summary
field-website = Website
field-programme = Programme
field-learning = What visitors learn
field-group = Group size
field-duration = Days of a visit
field-windows = When visitors can come
field-costs = Costs
field-by-rail = Reached by train within a day
field-safeguarding = Safeguarding
field-reciprocity = Would like to visit in turn
field-motivation = Motivation
field-show-as-supporter = May be shown as a supporter
language-level = { $language }, { $level }
from-to = { $from } to { $to }

# Timeline
entry-received = It came in.
entry-status = { $from } → { $to }
entry-noted = Note
entry-by = by { $name }

# What went wrong
conflict-title = Somebody was faster
conflict-text = Meanwhile this request was changed, so nothing of yours has been saved yet. Here is what changed:
conflict-next = Look at it, then send again if it still holds.
problem-by = Write your name, in at most 80 characters.
problem-note = Write a note of at most 6000 characters.
problem-version = The page was too old. Here is the request as it stands now.
problem-not-next = { $to } can’t follow { $from }.
problem-title = Not saved
error-not-found = There is no such page
error-not-found-text = Check the address or the reference. The request may have been erased.
error-refused = This desk answers only on its own machine
error-refused-text = Open it as http://localhost, http://127.0.0.1 or http://[::1], and send forms from its own pages.
error-unavailable = The store can’t be reached
error-unavailable-text = Nothing was changed. Try again in a moment; if it stays so, look at the log.
error-malformed = This could not be read
error-malformed-text = Go back, load the page anew and try again.
error-method = This address can’t be used that way
error-method-text = Go back to the inbox.
