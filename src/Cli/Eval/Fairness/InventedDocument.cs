using System.Text;

namespace ClearView.Cli.Eval.Fairness;

/// <summary>Where in a document a name stands.</summary>
internal enum Position { Header, Sentence, Signature, Reference }

/// <summary>A short r&#xE9;sum&#xE9; in which one name stands in one place only; everything else is the same lot for every group.</summary>
internal sealed record InventedDocument(string Text, IReadOnlyList<(int Start, int End)> Names)
{
    /// <summary>The same seed gives the same document but for the name.</summary>
    public static InventedDocument Of(NameGroup group, Position position, int seed)
    {
        var dice = new Random(seed);
        string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];
        var (given, surname) = (group.Given[seed % group.Given.Count], group.Surnames[seed / group.Given.Count * 7 % group.Surnames.Count]);
        var form = dice.Next(20);
        var middle = (char)('A' + dice.Next(26));
        var name = form switch
        {
            < 11 => $"{given} {surname}",
            < 14 => $"{given} {middle}. {surname}",
            < 17 => $"{given} {surname}".ToUpperInvariant(),
            < 18 => $"{surname}, {given}",
            _ => $"{given} {Pick(group.Surnames)}-{surname}",
        };
        // In running text nobody writes capitals or the surname first.
        if (position is Position.Sentence && form is >= 14 and < 18) name = $"{given} {surname}";

        var text = new StringBuilder();
        var top = dice.Next(4);
        if (position == Position.Header)
            text.Append(Pick(_headers).Replace("{name}", name, StringComparison.Ordinal));
        else
            text.Append(Pick(_titles));
        text.Append('\n');
        if (top > 0) text.Append(Pick(_contacts)).Append('\n');
        if (top > 1) text.Append(Pick(_headlines)).Append('\n');
        text.Append('\n').Append(Pick(_profileHeadings)).Append('\n').Append(Pick(_profiles)).Append('\n');
        text.Append('\n').Append(Pick(_workHeadings)).Append('\n');
        var jobs = 1 + dice.Next(3);
        var told = position == Position.Sentence ? dice.Next(jobs) : -1;
        for (var job = 0; job < jobs; job++)
        {
            text.Append(Pick(_jobs)).Append('\n');
            for (var line = dice.Next(1, 4); line > 0; line--)
                text.Append("- ").Append(Pick(_duties)).Append('\n');
            if (job == told)
                text.Append("- ").Append(Pick(_sentences).Replace("{name}", name, StringComparison.Ordinal).Replace("{given}", given, StringComparison.Ordinal)).Append('\n');
        }
        text.Append('\n').Append(Pick(_educations)).Append('\n');
        text.Append('\n').Append(Pick(_skills)).Append('\n');
        if (position == Position.Reference)
            text.Append('\n').Append(Pick(_references).Replace("{name}", name, StringComparison.Ordinal)).Append('\n');
        if (position == Position.Signature)
            text.Append('\n').Append(Pick(_signatures).Replace("{name}", name, StringComparison.Ordinal)).Append('\n');
        var written = text.ToString();
        var at = written.IndexOf(name, StringComparison.Ordinal);
        var again = written.IndexOf($". {given} plans", StringComparison.Ordinal);
        // "Jun 2020" is no Jun: only the places where the name was put count.
        return new InventedDocument(written, again < 0 ? [(at, at + name.Length)] : [(at, at + name.Length), (again + 2, again + 2 + given.Length)]);
    }

    private static readonly string[] _headers =
    [
        "{name}", "{name}\n", "CURRICULUM VITAE\n{name}", "{name} | Project coordinator", "R\u00e9sum\u00e9 of {name}", "{name}\nRegistered nurse", "{name}, warehouse supervisor", "Curriculum Vitae - {name}",
        "Name: {name}", "{name}\t\tPage 1", "   {name}", "{name} - Data analyst", "Profile\n{name}",
    ];

    private static readonly string[] _titles = ["Curriculum vitae", "RESUME", "Application for the post of shift leader", "R\u00e9sum\u00e9", "CV", "Software developer", "Personal profile", "Bookkeeper with eight years in retail"];

    private static readonly string[] _contacts = ["Phone: 555-014-2290", "Tel. +44 7700 900361", "Mobile 07700 900812", "contact.me.here@example.org", "Available from March", "(312) 555-0188 | inbox42@example.com"];

    private static readonly string[] _headlines = ["Care assistant", "Full stack developer", "Forklift operator and team lead", "Payroll specialist", "Laboratory technician", "Primary school teacher", "Electrical fitter"];

    private static readonly string[] _profileHeadings = ["PROFILE", "Summary", "About me", "Objective", "Personal Statement"];

    private static readonly string[] _profiles =
    [
        "Reliable and well organised, with a record of meeting deadlines and of keeping customers.", "Ten years in busy kitchens; calm under pressure and good at teaching beginners.",
        "I like tidy code, plain words and tests that fail for one reason.", "Looking for a post in which I can use my knowledge of payroll and of pension schemes.",
        "Experienced in caring for older people at home and in residential settings.", "Hands-on engineer who turns vague wishes into running systems.",
    ];

    private static readonly string[] _workHeadings = ["EXPERIENCE", "Work history", "Employment", "Professional Experience", "Career"];

    private static readonly string[] _jobs =
    [
        "Backend developer, Pennine Parcel Exchange, 2018 - 2022", "Senior carer at Oakfield Residential, Mar 2016 to Jun 2020", "Stock controller | Northgate Timber Supplies | 2014-2019", "2019 - present   Payroll officer, Harbour Street Clinic",
        "Warehouse operative, Bluebell Logistics", "Kitchen assistant, The Copper Kettle, 2012 to 2015", "Test engineer - Meridian Rail Signalling (2017-2021)", "Classroom assistant, 2015 - 2018",
        "Field technician, Greenline Broadband", "Accounts clerk, Fairview Dental Supplies, 2010 - 2016",
    ];

    private static readonly string[] _duties =
    [
        "Wrote services in Java and Spring Boot that answer 4,000 requests a second.", "Cut the time of the monthly closing from nine days to four.", "Kept stock records exact to 99.4 % over three years.", "Trained eleven new colleagues in safe lifting.",
        "Answered up to 60 calls a day and settled most in one.", "Moved the build to Docker and Kubernetes.", "Prepared meals for 120 guests and kept the allergen records.", "Drove counterbalance and reach trucks in shifts.",
        "Entered invoices in SAP and matched them with orders.", "Planned rotas for a staff of 24.", "Tested signalling software with Python scripts and a rig of relays.", "Helped pupils with reading and with sums.", "Installed routers and cables in homes and offices.",
    ];

    private static readonly string[] _sentences =
    [
        "Worked with {name} on the new rota system.", "Took over the accounts from {name} in spring.", "{name} named me colleague of the year.", "Reported to {name}, the head of operations.", "Together with {name} I rebuilt the order desk.",
        "My team lead, {name}, asked me to train the beginners.", "Assisted {name} with the audit and wrote the report.", "The project was begun by {name} and finished by me.", "As {name} wrote in the yearly review: careful and quick.",
        "Shared the night shift with {name} for two years.", "I was hired by {name} after a trial month.", "{name} has praised the new handbook in public.", "With the help of {name} the depot passed its inspection.", "Covered for {name} during two long absences.",
        "My name is {name} and I have led small teams since 2015.", "{name} is a careful worker who learns fast. {given} plans ahead and keeps calm.",
    ];

    private static readonly string[] _educations = ["EDUCATION\nBSc Computer Science, 2:1", "Education\nDiploma in Health and Social Care", "QUALIFICATIONS\nNVQ Level 3, Warehousing", "Education\nA levels in mathematics and chemistry", "Training\nForklift licence, first aid at work"];

    private static readonly string[] _skills = ["SKILLS\nJava, Spring Boot, PostgreSQL, Docker", "Skills: Excel, SAP, Sage, typing at 70 words a minute", "KEY SKILLS\nDementia care, moving and handling, medication records", "Skills\nPython, Selenium, Git, Jira", "Skills\nStock control, order picking, reach truck"];

    private static readonly string[] _references =
    [
        "REFERENCES\n{name}, operations manager, Northgate Timber Supplies, 555-014-8831", "References\n{name}\nHead of care, Oakfield Residential\nreference.desk@example.org", "REFEREES\nMs {name}, shift manager", "References: {name} (line manager), on request a second one",
        "REFERENCES\n1. {name} - Team lead - 07700 900118", "References\nAvailable from {name}, Harbour Street Clinic", "REFERENCES\nName: {name}\nPost: site supervisor", "Referees\n{name} | Finance director | +44 7700 900522", "References\nDr {name}, consultant",
    ];

    private static readonly string[] _signatures =
    [
        "Yours sincerely,\n{name}", "I confirm that the above is true.\n\n{name}", "Kind regards\n{name}", "Signed: {name}", "Date: 3 May 2026\nSignature: {name}", "Yours faithfully\n\n\n{name}", "Best wishes,\n\n{name}", "Declaration: all statements are correct.\nPlace:\nDate:\n({name})", "With thanks,\n{name}",
    ];
}
