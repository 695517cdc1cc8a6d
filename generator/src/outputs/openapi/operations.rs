//! What can be asked, and what is answered.

mod components;

use std::collections::{BTreeMap, BTreeSet};

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use domain::validate::{Node, Schema};
use fluent_bundle::FluentValue;

use super::body::{Description, component};
use super::example::Examples;
use crate::outputs::json::{Json, object};
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

/// Problems in one answer, at most.
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
    pub fn paths(&self, forms: &[(Form, Description)]) -> Result<Json, MessageError> {
        Ok(object! {
            "/api/challenge": object! { "get": self.challenge()? },
            "/api/health": object! { "get": self.health()? },
            "/api/requests": object! { "post": self.send(forms)? },
            "/api/requests/ask/{language}": object! { "get": self.ask_with()? },
            "/api/requests/ask/{language}/{offer}": object! { "get": self.ask()? },
            "/api/requests/received/{language}/{form}/{reference}": object! { "get": self.received()? },
        })
    }

    fn send(&self, forms: &[(Form, Description)]) -> Result<Json, MessageError> {
        let key = Schema {
            min_length: Some(1),
            max_length: Some(200),
            pattern: Some("^[!-~]([ -~]*[!-~])?$".into()),
            ..Schema::of("string")
        };
        let mut responses =
            vec![("201", self.receipt()?), ("303", self.answer("303", self.location()?, Json::Absent)?)];
        for (_, status) in REFUSALS.into_iter().filter(|(_, status)| *status != "404") {
            responses.push((status, self.refusal(status)?));
        }
        Ok(object! {
            "operationId": "sendRequest",
            "summary": self.text("api-send")?,
            "description": self.text("api-send-text")?,
            "parameters": vec![object! {
                "name": "Idempotency-Key",
                "in": "header",
                "description": self.text("api-key")?,
                "required": false,
                "schema": key,
            }],
            "requestBody": object! {
                "required": true,
                "content": object! { JSON: self.documents()?, FORM: self.forms(forms)? },
            },
            "responses": Json::object(responses),
        })
    }

    fn documents(&self) -> Result<Json, MessageError> {
        Ok(object! {
            "schema": one_of(Form::code),
            "examples": self.examples_of(|form| self.examples.document(form))?,
        })
    }

    fn forms(&self, forms: &[(Form, Description)]) -> Result<Json, MessageError> {
        let lists: BTreeSet<&String> = forms.iter().flat_map(|(_, described)| &described.lists).collect();
        // The entries of a list are written under the same name, each by itself.
        let encoding = lists.into_iter().map(|name| (name, object! { "style": "form", "explode": true }));
        Ok(object! {
            "schema": one_of(fields_name),
            "encoding": encoding.collect::<BTreeMap<_, _>>(),
            "examples": self.examples_of(|form| self.examples.fields(form))?,
        })
    }

    fn examples_of(
        &self,
        example: impl Fn(Form) -> Result<Option<Node>, MessageError>,
    ) -> Result<BTreeMap<&'static str, Json>, MessageError> {
        let mut examples = BTreeMap::new();
        for form in Form::ALL {
            if let Some(value) = example(form)? {
                let summary = self.text(&format!("form-{}-title", form.code()))?;
                examples.insert(form.code(), object! { "summary": summary, "value": value });
            }
        }
        Ok(examples)
    }

    fn received(&self) -> Result<Json, MessageError> {
        let letters = "[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}";
        let reference = Schema {
            pattern: Some(format!("^[Mm][Mm]-{letters}-{letters}-{letters}$").into()),
            ..Schema::of("string")
        };
        let form = Schema { choices: Form::ALL.map(|form| form.code().into()).into(), ..Schema::of("string") };
        let own = [
            self.path_parameter("form", "api-part-form", form)?,
            self.path_parameter("reference", "api-reference", reference)?,
        ];
        self.page("showReceived", "api-received", own)
    }

    fn ask(&self) -> Result<Json, MessageError> {
        let offer = Schema {
            min_length: Some(1),
            max_length: Some(120),
            pattern: Some("^[a-z0-9]+(-[a-z0-9]+)*$".into()),
            ..Schema::of("string")
        };
        self.page("askForOffer", "api-ask", [self.path_parameter("offer", "api-field-offer-hint", offer)?])
    }

    fn ask_with(&self) -> Result<Json, MessageError> {
        self.page("askWithChoices", "api-ask-with", [])
    }

    fn challenge(&self) -> Result<Json, MessageError> {
        Ok(object! {
            "operationId": "getChallenge",
            "summary": self.text("api-challenge")?,
            "description": self.text("api-challenge-text")?,
            "responses": object! {
                "200": self.answer("200-challenge", Json::Absent, object! { JSON: media(component("challenge")) })?,
                "404": self.answer("404-challenge", Json::Absent, problem_media())?,
                "405": self.refusal("405")?,
                "503": self.answer("503-challenge", Json::Absent, problem_media())?,
            },
        })
    }

    fn health(&self) -> Result<Json, MessageError> {
        let content = || object! { JSON: media(component("health")) };
        Ok(object! {
            "operationId": "checkHealth",
            "summary": self.text("api-health")?,
            "responses": object! {
                "200": self.answer("200-health", Json::Absent, content())?,
                "405": self.refusal("405")?,
                "503": self.answer("503-health", Json::Absent, content())?,
            },
        })
    }

    fn receipt(&self) -> Result<Json, MessageError> {
        let link = object! {
            "operationId": "showReceived",
            "parameters": object! {
                "form": "$request.body#/form",
                // The request may be in a language that the site has no pages in.
                "language": self.site.settings.default_language().as_str(),
                "reference": "$response.body#/reference",
            },
            "description": self.text("api-received")?,
        };
        Ok(object! {
            "description": self.text("api-answer-201")?,
            "headers": self.location()?,
            "content": object! { JSON: media(component("receipt")) },
            "links": object! { "page": link },
        })
    }

    fn refusal(&self, status: &str) -> Result<Json, MessageError> {
        let headers = match status {
            "405" => object! { "Allow": self.header("api-allow", Schema::of("string"))? },
            "415" => object! { "Accept-Post": self.header("api-accept-post", Schema::of("string"))? },
            "429" | "503" => object! { "Retry-After": self.header("api-retry-after", whole(1, 86_400))? },
            _ => Json::Absent,
        };
        self.answer(status, headers, problem_media())
    }

    /// An operation that answers with a page in a language, or with the lack of one.
    fn page(&self, id: &str, key: &str, parameters: impl IntoIterator<Item = Json>) -> Result<Json, MessageError> {
        let languages = self.site.settings.languages.iter();
        let choices = languages.map(|language| language.as_str().into()).collect();
        let language = Schema { choices, ..Schema::of("string") };
        let language = self.path_parameter("language", "api-part-language", language)?;
        Ok(object! {
            "operationId": id,
            "summary": self.text(key)?,
            "description": self.text(&format!("{key}-text"))?,
            "parameters": std::iter::once(language).chain(parameters).collect::<Vec<_>>(),
            "responses": object! {
                "200": self.answer("200-page", Json::Absent, object! { PAGE: media(Schema::of("string")) })?,
                "404": self.refusal("404")?,
                "405": self.refusal("405")?,
            },
        })
    }

    fn answer(&self, key: &str, headers: Json, content: Json) -> Result<Json, MessageError> {
        let description = self.text(&format!("api-answer-{key}"))?;
        Ok(object! { "description": description, "headers": headers, "content": content })
    }

    fn header(&self, key: &str, schema: Schema) -> Result<Json, MessageError> {
        Ok(object! { "description": self.text(key)?, "required": true, "schema": schema })
    }

    fn location(&self) -> Result<Json, MessageError> {
        let schema = Schema { format: Some("uri-reference"), ..Schema::of("string") };
        Ok(object! { "Location": self.header("api-location", schema)? })
    }

    fn path_parameter(&self, name: &str, key: &str, schema: Schema) -> Result<Json, MessageError> {
        Ok(object! {
            "name": name,
            "in": "path",
            "description": self.text(key)?,
            "required": true,
            "schema": schema,
        })
    }

    fn text(&self, key: &str) -> Result<String, MessageError> {
        let most = |number: i64| FluentValue::from(number);
        self.messages.format(key, [("kibibytes", most(MOST_KIBIBYTES)), ("problems", most(MOST_PROBLEMS as i64))])
    }
}

/// One of the three forms, told apart by the key `form`.
fn one_of(name: impl Fn(Form) -> &'static str) -> Json {
    let mapping = Form::ALL.map(|form| (form.code(), component(name(form)).reference));
    object! {
        "oneOf": Form::ALL.map(|form| component(name(form))).to_vec(),
        "discriminator": object! { "propertyName": "form", "mapping": BTreeMap::from(mapping) },
    }
}

/// A problem, for a program or for a person.
fn problem_media() -> Json {
    object! { PROBLEM: media(component("problem")), PAGE: media(Schema::of("string")) }
}

fn media(schema: Schema) -> Json {
    object! { "schema": schema }
}

fn whole(least: i64, most: i64) -> Schema {
    Schema { minimum: Some(least.into()), maximum: Some(most.into()), ..Schema::of("integer") }
}
