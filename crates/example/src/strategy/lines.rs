//! What the invented strategy says. Days are counted from the last day of the
//! records, months for a beginning.

use super::{Decision, Measure, PledgeSort, Progress, Service, StrategySort};

/// A board: code, name, chair, purpose, how often it meets.
type BoardLine = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// The boards.
pub(super) const BOARDS: [BoardLine; 2] = [
    (
        "WB",
        "Workforce board",
        "Director of children’s services",
        "Decides on proposals and follows the actions.",
        "Every month",
    ),
    (
        "SC",
        "Scrutiny committee",
        "Chair of scrutiny",
        "Asks how the strategy goes, and what it costs.",
        "Every two months",
    ),
];

/// What an objective is to reach: so many percent of where it began.
#[derive(Clone, Copy)]
pub(super) struct Aim {
    pub(super) measure: Measure,
    pub(super) percent: i64,
}

/// An item of the strategy.
pub(super) struct Line {
    pub(super) reference: &'static str,
    pub(super) sort: StrategySort,
    pub(super) parent: &'static str,
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
    pub(super) service: Option<Service>,
    pub(super) owner: &'static str,
    pub(super) board: &'static str,
    pub(super) from: Option<i32>,
    pub(super) due: Option<i64>,
    pub(super) progress: Progress,
    pub(super) ended: Option<i64>,
    pub(super) decided: Option<(Decision, i64)>,
    pub(super) cost: Option<i32>,
    pub(super) rating: Option<(u32, u32)>,
    pub(super) aim: Option<Aim>,
}

const fn line(
    reference: &'static str,
    sort: StrategySort,
    parent: &'static str,
    title: &'static str,
) -> Line {
    Line {
        reference,
        sort,
        parent,
        title,
        detail: "",
        service: None,
        owner: "",
        board: "",
        from: None,
        due: None,
        progress: Progress::UnderWay,
        ended: None,
        decided: None,
        cost: None,
        rating: None,
        aim: None,
    }
}

impl Line {
    const fn of(mut self, owner: &'static str) -> Self {
        self.owner = owner;
        self
    }

    const fn for_service(mut self, service: Service) -> Self {
        self.service = Some(service);
        self
    }

    const fn lasting(mut self, from: i32, due: i64) -> Self {
        self.from = Some(from);
        self.due = Some(due);
        self
    }

    const fn idle(mut self) -> Self {
        self.progress = Progress::NotStarted;
        self
    }

    const fn done(mut self, days: i64) -> Self {
        self.progress = Progress::Done;
        self.ended = Some(days);
        self
    }

    const fn at_board(mut self, board: &'static str, cost: i32) -> Self {
        self.board = board;
        self.cost = Some(cost);
        self
    }

    const fn decided(mut self, decision: Decision, days: i64) -> Self {
        self.decided = Some((decision, days));
        self
    }

    const fn rated(mut self, likelihood: u32, impact: u32) -> Self {
        self.rating = Some((likelihood, impact));
        self
    }

    const fn reaching(mut self, measure: Measure, percent: i64) -> Self {
        self.aim = Some(Aim { measure, percent });
        self
    }

    const fn because(mut self, detail: &'static str) -> Self {
        self.detail = detail;
        self
    }
}

use StrategySort::{Action, Objective, Priority, Proposal, Risk, Strand};

/// The items, each after the one that it is a part of.
pub(super) const LINES: [Line; 32] = [
    line("O1", Objective, "", "Fill more posts for good")
        .of("Assistant director, children’s services")
        .for_service(Service::Children)
        .lasting(-18, 548)
        .reaching(Measure::VacancyRate, 80),
    line("O1.1", Strand, "O1", "Recruitment that answers quickly").of("Recruitment lead"),
    line("A101", Action, "O1.1", "Hold four recruitment fairs a year")
        .of("Recruitment lead")
        .lasting(-9, 92),
    line(
        "A102",
        Action,
        "O1.1",
        "Answer each application within five working days",
    )
    .of("Recruitment lead")
    .lasting(-12, -60)
    .done(-66),
    line(
        "A103",
        Action,
        "O1.1",
        "Join the region’s advertising campaign",
    )
    .of("Communications manager")
    .lasting(-8, -24),
    line("O1.2", Strand, "O1", "Routes into the profession").of("Principal social worker"),
    line("A104", Action, "O1.2", "Take twelve apprentices each year")
        .of("Academy manager")
        .lasting(-5, 335),
    line(
        "A105",
        Action,
        "O1.2",
        "Agree placements with two more universities",
    )
    .of("Academy manager")
    .lasting(-6, 20),
    line("R1", Risk, "O1", "Neighbours raise their pay")
        .of("Head of human resources")
        .rated(4, 4)
        .because("A supplement in teams that are hard to fill lowers the impact."),
    line("O2", Objective, "", "Keep the people we have")
        .of("Principal social worker")
        .for_service(Service::Children)
        .lasting(-24, 365)
        .reaching(Measure::TurnoverRateFte, 75),
    line(
        "A201",
        Action,
        "O2",
        "Talk with everybody in their third month",
    )
    .of("Team managers")
    .lasting(-10, 180),
    line(
        "A202",
        Action,
        "O2",
        "One protected day a month for learning",
    )
    .of("Principal social worker")
    .lasting(2, 250)
    .idle(),
    line("A203", Action, "O2", "Exit interviews within two weeks")
        .of("Head of human resources")
        .lasting(-4, 120)
        .idle(),
    line("R2", Risk, "O2", "Experienced workers leave for agencies")
        .of("Assistant director, children’s services")
        .rated(3, 5),
    line(
        "O3",
        Objective,
        "",
        "Workloads that leave time for families",
    )
    .of("Head of safeguarding")
    .for_service(Service::Children)
    .lasting(-12, 540)
    .reaching(Measure::AverageCaseload, 92),
    line("A301", Action, "O3", "Weigh cases in every team")
        .of("Head of safeguarding")
        .lasting(-7, 130),
    line(
        "A302",
        Action,
        "O3",
        "Look each week at who is above the limit",
    )
    .of("Head of safeguarding")
    .lasting(-11, -150)
    .done(-152),
    line("R3", Risk, "O3", "More children need a plan than foreseen")
        .of("Head of safeguarding")
        .rated(3, 3),
    line(
        "O4",
        Objective,
        "",
        "Fewer agency workers in adults’ services",
    )
    .of("Assistant director, adults’ services")
    .for_service(Service::Adults)
    .lasting(-15, 600)
    .reaching(Measure::AgencyRateFte, 60),
    line(
        "A401",
        Action,
        "O4",
        "Offer agency workers a post after six months",
    )
    .of("Head of adults’ locality teams")
    .for_service(Service::Adults)
    .lasting(-9, 210),
    line(
        "P1",
        Proposal,
        "O1",
        "A supplement for teams that are hard to fill",
    )
    .of("Head of human resources")
    .at_board("WB", 96_000)
    .lasting(-5, 182)
    .decided(Decision::Agreed, -170),
    line("P2", Proposal, "O2", "A paid sabbatical after five years")
        .of("Head of human resources")
        .at_board("WB", 240_000)
        .lasting(-2, 45)
        .idle()
        .because("About six people a year would take it. The cost is that of a year."),
    line(
        "P3",
        Proposal,
        "O1",
        "Pay for relocation from anywhere in the country",
    )
    .of("Recruitment lead")
    .at_board("WB", 410_000)
    .decided(Decision::Refused, -230)
    .idle(),
    line("P4", Proposal, "O3", "Two more practice supervisors")
        .of("Head of safeguarding")
        .at_board("WB", 118_500)
        .decided(Decision::Deferred, -40)
        .idle()
        .because("Put off until the budget of the next year is known."),
    line(
        "P5",
        Proposal,
        "O2",
        "A second year of supervision for new workers",
    )
    .of("Academy manager")
    .at_board("WB", 61_200)
    .lasting(-4, -10)
    .idle(),
    line("Y1", Priority, "", "Open the academy’s second group")
        .of("Academy manager")
        .lasting(-3, 90),
    line("Y2", Priority, "", "One model of practice in every team")
        .of("Principal social worker")
        .lasting(-8, 92),
    line("Y2.1", Action, "Y2", "Train all team managers in it")
        .of("Principal social worker")
        .lasting(-8, -30)
        .done(-21),
    line("Y2.2", Action, "Y2", "A practice champion in every team")
        .of("Principal social worker")
        .lasting(-4, 60),
    line("Y3", Priority, "", "Use what audits find")
        .of("Quality assurance manager")
        .lasting(-8, 92),
    line(
        "Y3.1",
        Action,
        "Y3",
        "A note for all teams after each round of audits",
    )
    .of("Quality assurance manager")
    .lasting(-8, 92),
    line(
        "R4",
        Risk,
        "",
        "The case system is replaced in the same year",
    )
    .of("Head of digital services")
    .rated(2, 2),
];

/// What a member asked.
pub(super) struct RequestLine {
    pub(super) board: &'static str,
    pub(super) by: &'static str,
    pub(super) asked: i64,
    pub(super) due: i64,
    pub(super) question: &'static str,
    pub(super) answer: Option<(i64, &'static str)>,
    pub(super) item: &'static str,
}

/// What members asked.
pub(super) const REQUESTS: [RequestLine; 6] = [
    RequestLine {
        board: "SC",
        by: "Chair of scrutiny",
        asked: -195,
        due: -165,
        question: "How many posts have been vacant for more than six months?",
        answer: Some((-170, "A list by team was sent to all members.")),
        item: "O1",
    },
    RequestLine {
        board: "SC",
        by: "A member of the committee",
        asked: -134,
        due: -104,
        question: "Where do those go who leave?",
        answer: Some((
            -92,
            "The measure of destinations stands in the half-year report.",
        )),
        item: "O2",
    },
    RequestLine {
        board: "SC",
        by: "A member of the committee",
        asked: -73,
        due: -43,
        question: "What would it cost to pay what the neighbours pay?",
        answer: None,
        item: "R1",
    },
    RequestLine {
        board: "SC",
        by: "Vice-chair of scrutiny",
        asked: -73,
        due: -15,
        question: "Which teams have no permanent manager?",
        answer: None,
        item: "",
    },
    RequestLine {
        board: "WB",
        by: "Finance partner",
        asked: -26,
        due: 14,
        question: "What did the supplement cost so far, and whom did it keep?",
        answer: None,
        item: "P1",
    },
    RequestLine {
        board: "SC",
        by: "Chair of scrutiny",
        asked: -12,
        due: 61,
        question: "Can members sit in on the next practice week?",
        answer: None,
        item: "Y3",
    },
];

/// The pledges: number, sort, the share that acknowledges it, text.
pub(super) const PLEDGES: [(&str, PledgeSort, f64, &str); 6] = [
    (
        "C1",
        PledgeSort::Council,
        0.86,
        "You have supervision every month, and it is not put off for a meeting.",
    ),
    (
        "C2",
        PledgeSort::Council,
        0.81,
        "Nobody in their first year holds more than 90% of a full caseload.",
    ),
    (
        "T1",
        PledgeSort::Staff,
        0.77,
        "I say early when my work is too much, and I bring a proposal.",
    ),
    (
        "T2",
        PledgeSort::Staff,
        0.7,
        "I share what I learn in training with my team.",
    ),
    (
        "D1",
        PledgeSort::Standard,
        0.74,
        "A child is seen alone at each visit, and what they say is written down.",
    ),
    (
        "D2",
        PledgeSort::Standard,
        0.66,
        "A visit is on the record within two working days.",
    ),
];
