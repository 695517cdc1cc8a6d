-- Each ends with what its list passes over without looking it up: what has expired, and other forms.
CREATE INDEX requests_by_age ON requests (received, reference, expires);
CREATE INDEX requests_by_form ON requests (form, received, reference, expires);
CREATE INDEX requests_by_status ON requests (status, received, reference, expires, form);
CREATE INDEX requests_waiting ON requests (received, reference, expires, form)
    WHERE status IN ('waiting-for-information', 'introduced', 'agreed');
CREATE INDEX requests_overdue ON requests (due, reference, expires, form) WHERE due IS NOT NULL;
CREATE INDEX requests_mine ON requests (assignee, received, reference, expires, form) WHERE assignee IS NOT NULL;
CREATE INDEX requests_by_expiry ON requests (expires, reference, status);
CREATE INDEX requests_by_sender ON requests (sender, received, expires);
CREATE INDEX requests_by_organisation ON requests (organisation, received, expires);
CREATE INDEX requests_by_offer ON requests (offer, changed) WHERE offer IS NOT NULL;
CREATE INDEX requests_by_tally ON requests (tally) WHERE tally IS NOT NULL;
CREATE INDEX introductions_by_age ON introductions (at, reference);
CREATE INDEX introductions_by_offer ON introductions (offer, at);
CREATE INDEX introductions_by_host ON introductions (email);
