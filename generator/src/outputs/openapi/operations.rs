//! What can be asked, and what is answered.

mod components;

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use domain::validate::Schema;
use fluent_bundle::FluentValue;

use super::body::Description;
use super::document::{
    Answer, Body, Discriminator, Encoding, Example, Header, Link, Media, Named, Operation, Parameter, Path, Shape,
    component,
};
use super::example::Examples;
use content::model::site::Site;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const PAGE: &str = "text/html";
const PROBLEM: &str = "application/problem+json";

/// Why a request was not taken, as the answer's `code` has it, with the statuses they come with.
const REFUSALS: [(&str, &str); 9] = [
    ("malformed", "400"),
    ("not-found", "404"),
    ("method-not-allowed", "405"),
    ("too-slow", "408"),
    ("too-large", "413"),
    ("wrong-type", "415"),
    ("invalid", "422"),
    ("too-many", "429"),
    ("unavailable", "503"),
];

/// How large a body may be.
const MOST_KIBIBYTES: i64 = 128;

/// Problems that one answer tells, at most.
const MOST_PROBLEMS: usize = 100;

/// The component with the fields of a posted form.
pub fn fields_name(form: Form) -> &'static str {
    match form {
        Form::FindAHost => "find-a-host-fields",
        Form::OfferToHost => "offer-to-host-fields",
        Form::Join => "join-fields",
    }
}

/// What the operations are described with.
pub struct Operations<'s> {
    pub site: &'s Site,
    pub messages: &'s Messages,
    pub examples: Examples<'s>,
}

impl Operations<'_> {
    /// All addresses, with what can be asked of them.
    pub fn paths(&self, forms: &[(Form, Description)]) -> Result<Named<Path>, MessageError> {
        Ok(Named::from([
            ("/api/requests", Path { post: Some(self.send(forms)?), ..Path::default() }),
            (
                "/api/requests/received/{language}/{form}/{reference}",
                Path { get: Some(self.received()?), ..Path::default() },
            ),
            ("/api/requests/ask/{language}", Path { get: Some(self.ask_with()?), ..Path::default() }),
            ("/api/requests/ask/{language}/{offer}", Path { get: Some(self.ask()?), ..Path::default() }),
            ("/api/challenge", Path { get: Some(self.challenge()?), ..Path::default() }),
            ("/api/health", Path { get: Some(self.health()?), ..Path::default() }),
        ]))
    }

    fn send(&self, forms: &[(Form, Description)]) -> Result<Operation, MessageError> {
        let key = Schema {
            min_length: Some(1),
            max_length: Some(200),
            pattern: Some("^[!-~]([ -~]*[!-~])?$".into()),
            ..Schema::of("string")
        };
        let mut responses = Named::from([
            ("201", self.receipt("201")?),
            ("303", Answer { headers: self.location()?, ..self.answer("303")? }),
        ]);
        for (_, status) in REFUSALS.iter().filter(|(_, status)| *status != "404") {
            responses.insert(status, self.refusal(status)?);
        }
        Ok(Operation {
            operation_id: "sendRequest",
            summary: self.text("api-send")?,
            description: Some(self.text("api-send-text")?),
            parameters: vec![Parameter {
                name: "Idempotency-Key",
                place: "header",
                description: self.text("api-key")?,
                required: false,
                schema: key,
            }],
            request_body: Some(Body {
                required: true,
                content: Named::from([(JSON, self.documents()?), (FORM, self.forms(forms)?)]),
            }),
            responses,
        })
    }

    fn documents(&self) -> Result<Media, MessageError> {
        let mut media = Media { schema: one_of(Form::code), ..Media::default() };
        for form in Form::ALL {
            if let Some(value) = self.examples.document(form)? {
                media.examples.insert(form.code(), Example { summary: self.name_of(form)?, value });
            }
        }
        Ok(media)
    }

    fn forms(&self, forms: &[(Form, Description)]) -> Result<Media, MessageError> {
        let lists = forms.iter().flat_map(|(_, described)| described.lists.iter().cloned());
        let encoding = lists.map(|name| (name, Encoding { style: "form", explode: true })).collect();
        let mut media = Media { schema: one_of(fields_name), encoding, ..Media::default() };
        for form in Form::ALL {
            if let Some(value) = self.examples.fields(form)? {
                media.examples.insert(form.code(), Example { summary: self.name_of(form)?, value });
            }
        }
        Ok(media)
    }

    fn received(&self) -> Result<Operation, MessageError> {
        let letters = "[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}";
        let reference = Schema {
            pattern: Some(format!("^[Mm][Mm]-{letters}-{letters}-{letters}$").into()),
            ..Schema::of("string")
        };
        let form = Schema { choices: Form::ALL.map(|form| form.code().into()).into(), ..Schema::of("string") };
        Ok(Operation {
            operation_id: "showReceived",
            summary: self.text("api-received")?,
            description: Some(self.text("api-received-text")?),
            parameters: vec![
                self.language()?,
                self.part("form", "api-part-form", form)?,
                self.part("reference", "api-reference", reference)?,
            ],
            request_body: None,
            responses: self.page_or_nothing()?,
        })
    }

    fn ask(&self) -> Result<Operation, MessageError> {
        let offer = Schema {
            min_length: Some(1),
            max_length: Some(120),
            pattern: Some("^[a-z0-9]+(-[a-z0-9]+)*$".into()),
            ..Schema::of("string")
        };
        Ok(Operation {
            operation_id: "askForOffer",
            summary: self.text("api-ask")?,
            description: Some(self.text("api-ask-text")?),
            parameters: vec![self.language()?, self.part("offer", "api-field-offer-hint", offer)?],
            request_body: None,
            responses: self.page_or_nothing()?,
        })
    }

    fn ask_with(&self) -> Result<Operation, MessageError> {
        Ok(Operation {
            operation_id: "askWithChoices",
            summary: self.text("api-ask-with")?,
            description: Some(self.text("api-ask-with-text")?),
            parameters: vec![self.language()?],
            request_body: None,
            responses: self.page_or_nothing()?,
        })
    }

    fn challenge(&self) -> Result<Operation, MessageError> {
        let content = Named::from([(JSON, Media::of(component("challenge")))]);
        Ok(Operation {
            operation_id: "getChallenge",
            summary: self.text("api-challenge")?,
            description: Some(self.text("api-challenge-text")?),
            parameters: Vec::new(),
            request_body: None,
            responses: Named::from([
                ("200", Answer { content, ..self.answer("200-challenge")? }),
                ("404", Answer { content: problem_media(), ..self.answer("404-challenge")? }),
                ("405", self.refusal("405")?),
                ("503", Answer { content: problem_media(), ..self.answer("503-challenge")? }),
            ]),
        })
    }

    fn health(&self) -> Result<Operation, MessageError> {
        let content = || Named::from([(JSON, Media::of(component("health")))]);
        Ok(Operation {
            operation_id: "checkHealth",
            summary: self.text("api-health")?,
            description: None,
            parameters: Vec::new(),
            request_body: None,
            responses: Named::from([
                ("200", Answer { content: content(), ..self.answer("200-health")? }),
                ("405", self.refusal("405")?),
                ("503", Answer { content: content(), ..self.answer("503-health")? }),
            ]),
        })
    }

    fn receipt(&self, status: &'static str) -> Result<Answer, MessageError> {
        let link = Link {
            operation_id: "showReceived",
            parameters: Named::from([
                // The request may be in a language that the site has no pages in.
                ("language", self.site.settings.default_language().to_string()),
                ("form", "$request.body#/form".to_owned()),
                ("reference", "$response.body#/reference".to_owned()),
            ]),
            description: self.text("api-received")?,
        };
        Ok(Answer {
            headers: self.location()?,
            content: Named::from([(JSON, Media::of(component("receipt")))]),
            links: Named::from([("page", link)]),
            ..self.answer(status)?
        })
    }

    fn refusal(&self, status: &'static str) -> Result<Answer, MessageError> {
        let header = |name: &'static str, key: &str, schema: Schema| {
            Ok::<_, MessageError>(Named::from([(
                name,
                Header { description: self.text(key)?, required: true, schema },
            )]))
        };
        let headers = match status {
            "405" => header("Allow", "api-allow", Schema::of("string"))?,
            "415" => header("Accept-Post", "api-accept-post", Schema::of("string"))?,
            "429" | "503" => header("Retry-After", "api-retry-after", whole(1, 86_400))?,
            _ => Named::new(),
        };
        Ok(Answer { headers, content: problem_media(), ..self.answer(status)? })
    }

    /// A page, or the lack of one.
    fn page_or_nothing(&self) -> Result<Named<Answer>, MessageError> {
        Ok(Named::from([
            ("200", Answer { content: Named::from([(PAGE, page())]), ..self.answer("200-page")? }),
            ("404", self.refusal("404")?),
            ("405", self.refusal("405")?),
        ]))
    }

    fn answer(&self, key: &str) -> Result<Answer, MessageError> {
        Ok(Answer {
            description: self.text(&format!("api-answer-{key}"))?,
            headers: Named::new(),
            content: Named::new(),
            links: Named::new(),
        })
    }

    fn location(&self) -> Result<Named<Header>, MessageError> {
        let schema = Schema { format: Some("uri-reference"), ..Schema::of("string") };
        Ok(Named::from([("Location", Header { description: self.text("api-location")?, required: true, schema })]))
    }

    fn language(&self) -> Result<Parameter, MessageError> {
        let languages = self.site.settings.languages.iter();
        let choices = languages.map(|language| language.as_str().into()).collect();
        self.part("language", "api-part-language", Schema { choices, ..Schema::of("string") })
    }

    fn part(&self, name: &'static str, key: &str, schema: Schema) -> Result<Parameter, MessageError> {
        Ok(Parameter { name, place: "path", description: self.text(key)?, required: true, schema })
    }

    fn name_of(&self, form: Form) -> Result<String, MessageError> {
        self.text(&format!("form-{}-title", form.code()))
    }

    fn text(&self, key: &str) -> Result<String, MessageError> {
        let most = |number: i64| FluentValue::from(number);
        self.messages.format(key, [("kibibytes", most(MOST_KIBIBYTES)), ("problems", most(MOST_PROBLEMS as i64))])
    }
}

/// One of the three forms, told apart by the key `form`.
fn one_of(name: impl Fn(Form) -> &'static str) -> Shape {
    let reference = |form: Form| format!("#/components/schemas/{}", name(form));
    Shape {
        schema: Schema { one_of: Form::ALL.map(|form| component(name(form))).into(), ..Schema::default() },
        discriminator: Some(Discriminator {
            property_name: "form",
            mapping: Form::ALL.map(|form| (form.code(), reference(form))).into(),
        }),
    }
}

/// A problem, for a program or for a person.
fn problem_media() -> Named<Media> {
    Named::from([(PROBLEM, Media::of(component("problem"))), (PAGE, page())])
}

fn page() -> Media {
    Media::of(Schema::of("string"))
}

fn whole(least: i64, most: i64) -> Schema {
    Schema { minimum: Some(least.into()), maximum: Some(most.into()), ..Schema::of("integer") }
}
