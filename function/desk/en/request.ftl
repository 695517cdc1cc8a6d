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
actions-none = It is done: nothing follows.
your-name = Your name
your-name-hint = It is written into the timeline beside what you do.
yes = Yes
no = No

# What was typed beside a step
kept-title = Not saved yet
kept-text = The step was taken. What you had typed elsewhere on this page is still here and is not saved yet.
kept-homeless = For these words there is no field any more. Copy what you still need, for example into a note:
