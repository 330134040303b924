//! The terms in which statements are understood: what work is about, who is met and how, what is decided and measured.

/// What a duty is about. Definitions: the comments; decided by the object of the first main verb, then its end, then the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Finding out what is true about people, problems and solutions.
    Discovery,
    /// Choosing direction: whom to serve, which goals, how to win, what to leave out.
    Strategy,
    /// Laying goals or work over time and sharing that picture.
    Roadmap,
    /// Making, explaining, ordering and tending the list of work.
    Backlog,
    /// Day-to-day work with the team to turn items into finished product.
    Delivery,
    /// Getting the finished thing known, sold, adopted.
    GoToMarket,
    /// Measuring what happens in use and drawing conclusions.
    Analytics,
    /// Keeping people inside and around the organisation informed, heard and aligned.
    Stakeholder,
    /// Leading and growing people, and the craft they share.
    People,
    /// Planning and controlling a bounded undertaking: time, cost, scope, risk.
    Project,
    /// Anything else.
    Other,
}

impl Category {
    /// All eleven, in the order of the vocabulary.
    pub const ALL: [Category; 11] = [
        Category::Discovery,
        Category::Strategy,
        Category::Roadmap,
        Category::Backlog,
        Category::Delivery,
        Category::GoToMarket,
        Category::Analytics,
        Category::Stakeholder,
        Category::People,
        Category::Project,
        Category::Other,
    ];

    /// The word of the `.role` language.
    pub fn name(self) -> &'static str {
        match self {
            Category::Discovery => "discovery",
            Category::Strategy => "strategy",
            Category::Roadmap => "roadmap",
            Category::Backlog => "backlog",
            Category::Delivery => "delivery",
            Category::GoToMarket => "go-to-market",
            Category::Analytics => "analytics",
            Category::Stakeholder => "stakeholder",
            Category::People => "people",
            Category::Project => "project",
            Category::Other => "other",
        }
    }

    /// The category of a lead word, in any case; `None` for any other word.
    pub fn from_name(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// Who is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the words of the .role language")]
pub enum ContactClass {
    Customer,
    User,
    InternalUser,
    Prospect,
    Partner,
    Team,
    Stakeholder,
    Executive,
    Sales,
    Support,
    /// Customers or users known only from reports, tickets, other people.
    Proxy,
}

impl ContactClass {
    /// All eleven.
    pub const ALL: [ContactClass; 11] = [
        ContactClass::Customer,
        ContactClass::User,
        ContactClass::InternalUser,
        ContactClass::Prospect,
        ContactClass::Partner,
        ContactClass::Team,
        ContactClass::Stakeholder,
        ContactClass::Executive,
        ContactClass::Sales,
        ContactClass::Support,
        ContactClass::Proxy,
    ];

    /// The word of the `.role` language (`internal user`); JSON writes `internal-user`.
    pub fn name(self) -> &'static str {
        match self {
            ContactClass::Customer => "customer",
            ContactClass::User => "user",
            ContactClass::InternalUser => "internal user",
            ContactClass::Prospect => "prospect",
            ContactClass::Partner => "partner",
            ContactClass::Team => "team",
            ContactClass::Stakeholder => "stakeholder",
            ContactClass::Executive => "executive",
            ContactClass::Sales => "sales",
            ContactClass::Support => "support",
            ContactClass::Proxy => "proxy",
        }
    }

    /// The class of a word in any case, blank or hyphen; `None` for any other.
    pub fn from_name(name: &str) -> Option<ContactClass> {
        let name = name.trim().replace('-', " ");
        ContactClass::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(&name))
    }

    /// Customer, user or internal user: the people a product is for.
    pub fn is_customer_or_user(self) -> bool {
        matches!(self, ContactClass::Customer | ContactClass::User | ContactClass::InternalUser)
    }

    /// The above, prospects and partners: the market.
    pub fn is_market(self) -> bool {
        self.is_customer_or_user() || matches!(self, ContactClass::Prospect | ContactClass::Partner)
    }
}

/// How a contact comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In person.
    Directly,
    /// Beside somebody else who is named.
    Together,
    /// Only by way of somebody or something else.
    Through,
}

/// How often, as times a month. `every day` 20, `every week` 4, `every two weeks` or `every sprint` 2, `every month` 1,
/// `every quarter` 0.33, `once a year` 0.08 (the notation of the rule catalogue).
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub enum Cadence {
    /// Times a month.
    PerMonth(f32),
    /// `as needed`, `regularly`: said, but open.
    Open,
}

impl Cadence {
    /// Times a month, where that is known.
    pub fn per_month(self) -> Option<f32> {
        match self {
            Cadence::PerMonth(n) => Some(n),
            Cadence::Open => None,
        }
    }
}

/// How far the role holds a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// It is this role's work.
    #[default]
    Owns,
    /// Supports, assists, helps, contributes.
    Supports,
    /// Advises, consults.
    Advises,
    /// Learns, shadows a senior.
    Learns,
}

/// A decision right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the words of the .role language")]
pub enum Right {
    Alone,
    With,
    Advises,
    Never,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Subject {
    Vision,
    Goal,
    Strategy,
    Roadmap,
    /// Order of a backlog whose level is not said.
    BacklogOrder,
    TeamBacklogOrder,
    ArtBacklogOrder,
    SolutionBacklogOrder,
    /// Order of a portfolio, or of its backlog.
    PortfolioOrder,
    Scope,
    Release,
    Acceptance,
    Price,
    Budget,
    Hiring,
    CancelSprint,
    Other,
}

impl Subject {
    /// All of them.
    pub const ALL: [Subject; 17] = [
        Subject::Vision,
        Subject::Goal,
        Subject::Strategy,
        Subject::Roadmap,
        Subject::BacklogOrder,
        Subject::TeamBacklogOrder,
        Subject::ArtBacklogOrder,
        Subject::SolutionBacklogOrder,
        Subject::PortfolioOrder,
        Subject::Scope,
        Subject::Release,
        Subject::Acceptance,
        Subject::Price,
        Subject::Budget,
        Subject::Hiring,
        Subject::CancelSprint,
        Subject::Other,
    ];

    /// The subject of a slug; `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// The order of any backlog.
    pub fn is_backlog_order(self) -> bool {
        matches!(
            self,
            Subject::BacklogOrder
                | Subject::TeamBacklogOrder
                | Subject::ArtBacklogOrder
                | Subject::SolutionBacklogOrder
                | Subject::PortfolioOrder
        )
    }

    /// The slug that data files use (`team-backlog-order`).
    pub fn slug(self) -> &'static str {
        match self {
            Subject::Vision => "vision",
            Subject::Goal => "goal",
            Subject::Strategy => "strategy",
            Subject::Roadmap => "roadmap",
            Subject::BacklogOrder => "backlog-order",
            Subject::TeamBacklogOrder => "team-backlog-order",
            Subject::ArtBacklogOrder => "art-backlog-order",
            Subject::SolutionBacklogOrder => "solution-backlog-order",
            Subject::PortfolioOrder => "portfolio-order",
            Subject::Scope => "scope",
            Subject::Release => "release",
            Subject::Acceptance => "acceptance",
            Subject::Price => "price",
            Subject::Budget => "budget",
            Subject::Hiring => "hiring",
            Subject::CancelSprint => "cancel-sprint",
            Subject::Other => "other",
        }
    }

    /// As people write it in running text (`the order of the team backlog`).
    pub fn label(self) -> &'static str {
        match self {
            Subject::Vision => "the vision",
            Subject::Goal => "the goals",
            Subject::Strategy => "the strategy",
            Subject::Roadmap => "the roadmap",
            Subject::BacklogOrder => "the order of the backlog",
            Subject::TeamBacklogOrder => "the order of the team backlog",
            Subject::ArtBacklogOrder => "the order of the ART backlog",
            Subject::SolutionBacklogOrder => "the order of the solution backlog",
            Subject::PortfolioOrder => "the order of the portfolio",
            Subject::Scope => "the scope",
            Subject::Release => "the release",
            Subject::Acceptance => "the acceptance of work",
            Subject::Price => "the price",
            Subject::Budget => "the budget",
            Subject::Hiring => "hiring",
            Subject::CancelSprint => "cancelling a sprint",
            Subject::Other => "this",
        }
    }
}

/// What a measure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureType {
    /// A person behaves differently.
    Outcome,
    /// Money, mission.
    Impact,
    /// A guardrail: defects, uptime, complaints.
    Quality,
    /// Assumptions tested, ideas dropped.
    Learning,
    /// Things made.
    Output,
    /// Hours, meetings.
    Activity,
}

impl MeasureType {
    /// All six.
    pub const ALL: [MeasureType; 6] = [
        MeasureType::Outcome,
        MeasureType::Impact,
        MeasureType::Quality,
        MeasureType::Learning,
        MeasureType::Output,
        MeasureType::Activity,
    ];

    /// The lead word of the `.role` language.
    pub fn name(self) -> &'static str {
        match self {
            MeasureType::Outcome => "outcome",
            MeasureType::Impact => "impact",
            MeasureType::Quality => "quality",
            MeasureType::Learning => "learning",
            MeasureType::Output => "output",
            MeasureType::Activity => "activity",
        }
    }

    /// The type of a lead word in any case; `None` for any other word.
    pub fn from_name(name: &str) -> Option<MeasureType> {
        MeasureType::ALL.into_iter().find(|t| t.name().eq_ignore_ascii_case(name.trim()))
    }
}
