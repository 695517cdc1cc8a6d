# Forms
form-find-a-host = Find a host
form-offer-to-host = Offer to host
form-join = Join the partnership

# A request
request-form = { $form }, form in { $language }
request-received = Received
request-until = Kept until
request-work = Work on this request
request-suspicions = Looks like a robot’s
suspicion-honeypot = a field that people cannot see was filled in
suspicion-too-fast = it was sent within three seconds
suspicion-impossible-time = the page was open for an impossible time
suspicion-too-many-links = its texts have more than six links
suspicion-link-in-name = there is a link in a name, a role, a town or a title
suspicion-only-links = one of its texts is little more than links
suspicion-markup = it contains the code that other websites use for links (such as [url=…])
suspicion-same-text = three fields or more have the same text
suspicion-no-proof = it came without the calculation that browsers do here (browsers without JavaScript can’t)
suspicion-wrong-proof = its calculation is wrong, or is not from this site
suspicion-expired-proof = its calculation came too late (the page may have been open for a long time)
suspicion-spent-proof = its calculation was already used for another request
section-wish = What they ask
section-proposal = What they offer
section-membership = Why they want to join
section-organisation = Who they are
section-contact = Contact person
section-actions = Next step
section-note = Write a note
section-timeline = Timeline
actions-none = This request is closed. There is no next step.
your-name = Your name
your-name-hint = It is shown in the timeline beside what you do.
yes = Yes
no = No

# What was typed beside a step
kept-title = Not saved yet
kept-text = The step is done. What you typed elsewhere on this page is still here, but not saved yet.
kept-homeless = There is no field for these words any more. Copy what you still need, for example into a note:
