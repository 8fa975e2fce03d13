namespace ClearView.TrainTagger;

/// <summary>The lines of synthetic r&#xE9;sum&#xE9;s. Those of the fairness evaluation are others.</summary>
internal static class Templates
{
    public static string[] BeforeName { get; } = ["Curriculum Vitae", "RESUME", "Resume", "CV", "CURRICULUM VITAE", "Page 1 of 2", "Confidential", "Updated {Month} {Year}", "PROFILE", "Lebenslauf", "Bio Data", "Application for {Job}", "Personal Details", "Contact"];

    public static string[] Names { get; } =
    [
        "{Own}", "{Own}", "{Own}", "{Own}", "{Own}", "{Own}", "{Own}", "{Own}\t{Phone}", "{Own}    {Email}", "{Own} | {Job}", "{Own}, {Job}", "{Own} - {Job}", "Name: {Own}", "Full Name: {Own}", "NAME : {Own}", "Resume of {Own}", "{Own}, {Degree}", "{Own} {Acronym}", "{Own} {Job}",
        "CURRICULUM VITAE OF {Own}", "{Own} ({Acronym})", "{Own} {Town}, {Region}", "{Own} {Phone} {Email}", "Mr. {Own}", "Ms {Own}", "Dr. {Own}", "I am {Own}", "{Own} {Number} {Titled} Street", "Candidate: {Own}", "{Job} {Own}", "{Own}'s Resume", "{Own} - Resume", "{Own} * {Town}, {Country} * {Phone}", "{Own} {Job} {Town}, {Region} {Email}",
    ];

    public static string[] Contacts { get; } =
    [
        "{Email}", "Email: {Email}", "E-mail: {Email} | Phone: {Phone}", "Phone: {Phone}", "Mobile: {Phone}", "{Town}, {Region}", "{Town}, {Country}", "{Number} {Titled} Street, {Town}, {Region} {Number}", "Address: {Number} {Rare} Road, {Town}", "{Town} | {Phone} | {Email}", "Location: {Town}, {Country}",
        "LinkedIn: linkedin.com/in/{Words}", "{Phone} {Email} {Town}, {Region}", "Nationality: {Demonym}", "Portfolio: www.{Words}.com", "{Job} | {Skill} | {Skill}", "{Job}", "Total Experience: {Number} years", "Current Location: {Town}", "Willing to relocate to {Town}", "Contact: {Phone}",
    ];

    public static string[] ProfileHeadings { get; } = ["Professional Summary", "Profile", "Objective", "Career Objective", "Summary", "About Me", "Executive Summary", "Personal Statement", "Highlights", "Career Profile", "Summary of Qualifications"];

    public static string[] Profiles { get; } =
    [
        "{Number} years of experience in {Skill} and {Skill}.", "{Job} with a strong background in {Skill}, {Skill} and {Words}.", "To work as {Job} in a {Words} company where I can use {Skill}.", "Motivated {Words} with {Words} skills and a passion for {Words}.", "Experienced in {Tool}, {Tool} and {Tool}.",
        "Results-oriented {Job} offering {Words} and {Words}.", "Seeking a position as {Job} at {Firm} in {Town}.", "Certified {Tool} {Job} who has worked in {Country} and {Country}.", "{OwnGiven} is a {Words} {Job} from {Town}.", "My name is {Own} and I look for work in {Skill}.", "{Verb} {Words} for {Firm}; known for {Words}.",
        "Proficient in {Tool}, {Skill}, {Acronym} and {Words}. Fluent in {Language} and {Language}.", "{Titled} and {Titled} professional with {Words}.", "A {Words} person who enjoys {Words}, {Words} and {Words}.",
    ];

    public static string[] WorkHeadings { get; } = ["Experience", "Work Experience", "Professional Experience", "Employment History", "Career History", "Work History", "Projects", "Internships", "Relevant Experience", "Project Details", "Volunteer Work"];

    public static string[] Jobs { get; } =
    [
        "{Job}, {Firm}, {Town}", "{Firm}, {Town}, {Region}    {Month} {Year} - {Month} {Year}", "{Firm} - {Job}", "{Job} at {Firm} ({Year} - {Year})", "{Firm} | {Job} | {Year}-{Year}", "{Month} {Year} to Present: {Job}, {Firm}", "{Job}", "Client: {Firm}, {Town}, {Region}", "Company: {Firm}", "{Firm}", "{Firm}, {Country}",
        "Project: {Product}", "Role: {Job}", "Project Name: {Titled} System", "Environment: {Tool}, {Tool}, {Tool}, {Acronym}", "{Job} / {Job} {Firm} {Town} {Year}", "{Year} - {Year} {Firm} {Town}", "Designation: {Job}", "Duration: {Month} {Year} - {Month} {Year}", "{Firm} ({Town}, {Country})", "Title: {Titled}", "Freelance {Job}, {Town}", "Responsibilities:", "Key Achievements",
        "{Titled} {Job}, {School}", "Self-employed {Job}", "Technologies: {Tool}, {Tool}, {Product}, {Tool} {Number}",
    ];

    public static string[] Duties { get; } =
    [
        "{Verb} {Words} {Words} for {Number} {Words}.", "{Verb} {Skill} and {Skill} for {Words}.", "{Verb} the {Words} using {Tool} and {Tool}.", "{Verbing} {Words} and {Words}", "{Verb} and {verb} {Words} across {Town}, {Town} and {Town}.", "Responsible for {Words}, {Words} and {Skill}.", "{Verb} {Product} with {Tool}, {Acronym} and {Product}.",
        "{Verb} {Number} {Words} a month.", "Worked on {Product} and {Product} in {Tool}.", "{Verb} {Titled} reports in {Tool}.", "Used {Tool}, {Tool}, {Rare} and {Acronym} to {Words}.", "{Verb} the {Titled} Department of {Firm}.", "{Verb} {Words} by {Number} %.", "Involved in {Words} with {Firm} and {Firm}.", "{Verb} {Words}; {verb} {Words}.", "{Titled} {Titled}: {verb} {Words}.",
        "{Verb} {Titled} and {Titled} for the {Titled} Team.", "Migrated from {Tool} {Number} to {Tool} {Number}.", "Member of the {Titled} Committee.", "{Verb} {Words} in {Country}.", "{Verb} {Demonym} and {Demonym} customers.", "Implemented {Product} Server, {Product} Framework and {Tool}.", "{Verb} {Words} under the {Titled} Act.", "Set up {Rare} and {Product} for {Words}",
        "{Titled}, {Titled}, {Titled}", "Daily {Words} of {Skill} at the {Town} site", "Won the {Titled} Award in {Year}.", "{Verb} {Words} to the Director of {Titled}.", "{Verb} with the Vice President and the Chief {Titled} Officer.", "Performed {Acronym}, {Acronym} and {Rare} testing.",
    ];

    public static string[] People { get; } =
    [
        "Reported to {Person}, the {Words}.", "Worked with {Person} and {Person} on {Words}.", "{Person} {verb} me to {Words}.", "Supervised by {Person}.", "Under the guidance of {Person}, {verb} {Words}.", "My manager {Person} {verb} the {Words}.", "{Person} and I {verb} {Words}.", "Thanks to {Person} for {Words}.", "Assistant to {Person}, {Job}",
        "{OwnGiven} {verb} {Words} in {Year}.", "{OwnGiven} has {Words} and {Words}.", "{Own} {verb} {Words}.", "Mentored {Person}, {Person} and {Person}.", "Quote: \"{Words} {Words}\" - {Person}", "Mr {Surname} and Mrs {Surname} {verb} {Words}.", "Published with {Person}, {Person} and {Person} ({Year}).", "Co-author: {Person}", "Contact person: {Person}", "As {Person} said, {Words}.",
        "Trained by {Person} at {Firm}.", "I replaced {Person} as {Job}.", "{Given} and {Given} were in my team.", "Dr. {Surname} {verb} {Words}.", "Guide: Prof. {Person}", "{Person}, who {verb} {Words}, is {Words}.", "He was told by {Given} that {Words}.", "{Person}'s team {verb} {Words}.", "Prepared {Words} for {Person} of {Firm}.", "Together with {Person} ({Job}) I {verb} {Words}.",
        "Dear {Person},", "Dear Ms {Surname},", "{Person} will {Words} {Words}.", "The {Words} was led by {Person}.", "Hired by {Person} to {Words}.", "For {Person}: {verb} {Words}", "{Person}", "Team: {Person}, {Person}, {Person}", "When {Given} left, I {verb} {Words}.", "{Given} {Surname} from {Town} {verb} {Words}.", "Son of {Person}", "Father: {Person}", "Married to {Person}", "{Person} is {Words}.", "I thank {Person}.",
    ];

    public static string[] Sentences { get; } =
    [
        "The {Words} of {Country} was {verb} in {Year}.", "In {Town} the {Words} are {Words}.", "{Titled} is a {Words}.", "We {verb} the {Words}, and {Words}.", "Please {Words} the {Words} to {Town}.", "I live in {Town} and {verb} {Words} there.", "She moved from {Town} to {Town} in {Month}.", "What is the {Words} of {Firm}?", "{Firm} {verb} {Words} in {Country}.",
        "The {Titled} of {Titled} {verb} {Words}.", "Every {Words} needs a {Words}.", "{Month} is when {Words} {verb}.", "My favourite is {Product}.", "This {Words} was bought at {Firm} in {Town}.", "On Monday we {verb} {Words}; on Friday {Words}.", "How much is {Words}?", "It is said that {Words} {verb} {Words}.", "They speak {Language} and {Language}.", "{Demonym} {Words} are {Words}.",
    ];

    public static string[] EducationHeadings { get; } = ["Education", "Academic Background", "Educational Qualifications", "Academic Qualifications", "Education and Training", "Studies", "Qualifications"];

    public static string[] Studies { get; } =
    [
        "{Degree} in {Subject}, {School}, {Year}", "{School}, {Town}", "{Degree}, {Subject}", "{Degree} {Subject} from {School} with {Number} %", "{Year} - {Year}: {School}", "{School} {Town}, {Region} {Degree} {Month} {Year}", "GPA: 3.{Number}", "Major: {Subject}", "Thesis: {Titled} {Titled} of {Titled}", "Relevant Coursework: {Titled}, {Titled}, {Subject}", "{Certificate}, {Year}",
        "Thesis on {Words}, advised by {Person}", "Dean's List, {Year}", "Graduated {Month} {Year}", "Minor in {Subject}",
    ];

    public static string[] SkillHeadings { get; } = ["Skills", "Technical Skills", "Key Skills", "Core Competencies", "Areas of Expertise", "Computer Skills", "Skill Set", "Tools and Technologies", "Competencies", "IT Skills"];

    public static string[] SkillLines { get; } =
    [
        "{Skill}, {Skill}, {Skill}, {Skill}", "{Tool}, {Tool}, {Tool}, {Product}", "Languages: {Tool}, {Tool}, {Acronym}", "{Skill}", "{Titled} {Titled}", "Databases: {Tool} {Number}, {Tool}, {Rare}", "Operating Systems: {Tool}, {Tool}, {Product}", "{Tool}/{Tool}/{Tool}", "{Skill} | {Skill} | {Titled}", "{Titled}: {Tool}, {Tool} and {Acronym}", "{Skill} ({Number} years)", "Tools {Tool} {Tool} {Product} {Tool} {Acronym}",
        "{Titled}", "{Rare}", "Frameworks: {Product}, {Product}, {Tool}", "{Titled} & {Titled}", "{Language} (fluent), {Language} (basic)", "IDE: {Product}, {Tool}", "{Skill} {Skill} {Skill}", "{Titled}, {Titled}, {Titled}, {Titled}", "{Acronym}, {Acronym}, {Acronym}",
    ];

    public static string[] OtherHeadings { get; } = ["Certifications", "Languages", "Interests", "Hobbies", "Awards", "Achievements", "Publications", "Activities", "Memberships", "Training", "Additional Information"];

    public static string[] OtherLines { get; } =
    [
        "{Certificate}", "{Certificate}, {Year}", "{Language}: native", "{Language} - {Words}", "{Words}, {Words}, {Words}", "{Titled} Award, {Firm}, {Year}", "Member, {Titled} Society of {Country}", "\"{Titled} {Titled} {Titled}\", Journal of {Titled}, {Year}", "Volunteer at {Firm}, {Town}", "{Person}, {Initials}: {Titled} {Titled}. {Year}", "Reading {Titled}, {Words}", "Captain of the {Titled} Team", "Travelled in {Country} and {Country}", "Won {Titled} at {School}",
        "{Surname}, {Initials}, {Person}. {Titled} of {Titled}. {Year}",
    ];

    public static string[] PersonalHeadings { get; } = ["Personal Details", "Personal Information", "Personal Profile", "Bio Data"];

    public static string[] PersonalLines { get; } =
    [
        "Name: {Own}", "Father's Name: {Person}", "Father's Name : Mr. {Person}", "Mother's Name: {Person}", "Husband: {Person}", "Date of Birth: {Number} {Month} {Year}", "Nationality: {Demonym}", "Languages Known: {Language}, {Language}", "Marital Status: Single", "Permanent Address: {Number} {Rare} Nagar, {Town}", "Gender: Male", "Religion: {Titled}", "Place: {Town}", "Spouse Name - {Person}", "Surname {OwnSurname}", "First name: {OwnGiven}", "Home Town: {Town}", "Hobbies: {Words}, {Words}", "Passport: {Acronym}{Number}",
    ];

    public static string[] ReferenceHeadings { get; } = ["References", "Referees", "Reference", "Professional References", "Personal References"];

    public static string[] References { get; } =
    [
        "{Person}, {Job}, {Firm}", "{Person} - {Firm}", "Mr. {Person}", "{Person}\n{Job}\n{Firm}\n{Phone}", "{Person} ({Job}), {Phone}", "Dr {Person}, {School}", "{Person}, {Phone}, {Email}", "Name: {Person}", "{Person}", "Available upon request", "{Person} | {Job} | {Phone}", "1) {Person}, {Town}", "Prof. {Person}, Department of {Subject}", "Mrs {Surname}, {Titled} Manager", "Contact {Person} at {Firm}", "{Person} and {Person}, {Firm}", "{Person}\n{Firm}",
    ];

    public static string[] Endings { get; } =
    [
        "Yours sincerely,\n{Own}", "Sincerely\n{Own}", "Regards,\n{Own}", "Yours truly,\n\n{Own}", "Signature\n{Own}", "({Own})", "Place: {Town}\nDate: {Month} {Year}    {Own}", "I hereby declare that the above is true.\n{Own}", "Thank you,\n{OwnGiven} {OwnSurname}", "Signed, {Own}", "Best regards\n{OwnGiven}", "{Town}, {Month} {Year}\n{Own}", "Date: {Number}.{Number}.{Year} Name: {Own}", "Cheers,\n{Own}", "Respectfully, {Own}",
    ];

    /// <summary>Words of everyday work, of which ordinary sentences mostly consist.</summary>
    public static string[] Plain { get; } = """
        account accounts action activity administration age agreement analysis annual answer application approach area arrangement article assessment audit balance base basis board body book branch brand brief budget building business call campaign capacity care career
        case cash category chain change channel charge check child children class clean client clinic code colleague colleagues colour commercial committee community company complaint complex component computer concept condition contact content contract control cost
        council counter country course cover credit culture current customer customers daily data date day days deal decision delivery demand department depot desk detail development device digital discount document documents door driver early edition effect effort
        election email energy engine entry equipment error estate event example exchange expert factory family feature feedback field figures file final finance firm first fleet floor food form full function funding garden general good goods ground group growth guest
        guide hall hand handover head health help high history home hospital hotel hour hours house idea image impact income industry information initial internal international invoice invoices issue item job junior key kitchen knowledge laboratory language large
        launch lead leader learning legal lesson letter level library line list loan local long loss machine main maintenance major manager manual market material meal medical meeting member method mobile model money month months monthly morning museum music nature
        network new news night note number nursing object offer office old online open operation operations order orders outdoor output overall owner package page paper park part partner party patient patients pay payment people performance period person personal
        phone photo plan planning plant play point policy position post power practice present press price primary print private problem process product production profit program project property proposal public purchase purpose quality quarter question range rate
        record records region regular release report reports request research resource response result results retail return review risk role room rota round route rule rules safe safety sale sales schedule school score season second secure security senior series
        service services set shift shop short shift show sick site skill small social software source space special staff stage standard start state status step stock store story strategy street strong student students study summer supplier suppliers supply support
        survey system systems table target task tax teacher team teams technical term test theatre theory third time title tool top total tour track trade traffic training transfer transport travel treatment trial unit update user users value vehicle version video
        view visit visitor waste water way web week weekly weeks welcome whole winter work worker workshop world year years yearly young careful quick quiet calm clear daily honest reliable steady useful busy large small several many both each other own
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Beginnings of sentences that any name may follow: of a person, a firm, a town, a product.</summary>
    public static string[] Leads { get; } =
    [
        "{Verb} {Words} with ", "{Verb} {Words} for ", "{Verb} {Words} from ", "{Verb} the {Words} of ", "{Verb} {Words} to ", "{Verb} {Words} by ", "{Verb} with ", "{Verb} for ", "{Verb} to ", "{Verb} by ", "{Verb} under ", "{Verb} ", "{Verb} {Words} alongside ", "{Verb} {Words} on behalf of ", "{Verb} {Words} in place of ",
        "{Verb} {Words} after ", "{Verb} {Words} before ", "{Verb} {Words} like ", "{Verb} {Words} through ", "{Verb} {Words} against ", "{Verb} {Words} and ", "{Verb} {Words}, {Words} and ", "{Verb} {Words} between ", "In the {Words} of ", "With the {Words} of ", "By the {Words} of ", "At the {Words} of ", "Thanks to ", "According to ", "Instead of ", "Because of ", "Next to ",
        "Together with ", "Available from ", "The {Words} with ", "The {Words} from ", "The {Words} by ", "The {Words} of ", "A {Words} of ", "As ", "When ", "While ", "Since ", "Where ", "And ", "But ", "Both ", "I {verb} ", "I {verb} {Words} with ", "I {verb} {Words} from ", "I was {verb} by ", "We {verb} {Words} for ", "We {verb} ", "It was {verb} by ", "was {verb} by ", "{Words} with ", "{Words} from ",
        "{Words} by ", "see ", "about ", "{Words}: ", "{Words} - ", "via ", "from ", "with ", "for ", "by ", "to ", "of ", "Under ", "With ", "For ", "From ", "By ", "To ", "Besides ", "Without ", "{Verbing} ", "{Verbing} {Words} with ", "{Verbing} {Words} for ", "{Verb} {Words} while ", "{Verb} {Words} that ", "{Verb} {Words} when ", "{Verb} {Number} {Words} with ", "Dear ", "Hello ", "Ask ", "Call ", "Meet ", "",
        "My {Words}, ", "Our {Words}, ", "The {Words}, ", "My {Words} ", "Our {Words} ", "{Job} ", "The {Job}, ", "My {Job}, ", "her {Words}, ", "their {Words} ", "His {Words} ", "a {Words} called ", "a {Words} named ", "{Month} {Year}: ", "{Words} ({Words}) ", "\"{Words}\" ", "References: ", "Contact: ", "{Titled}: ", "{Words}, ", "to the {Words} ", "and the {Words} ",
    ];

    /// <summary>How a sentence goes on after a name.</summary>
    public static string[] Tails { get; } =
    [
        ".", ".", "", " in {Month}.", " in {Year}.", " for {Number} {Words}.", " on the {Words}.", " on {Words} and {Words}.", " with {Words}.", " with the {Words} and {verb} the {Words}.", " and {verb} {Words}.", " and {Words}.", " at the {Words}.", " to {Words}.", " during {Words}.", ", {verb} me to {Words}.", ", {verb} the {Words}.", ", the {Words}, {verb} {Words}.", ", who {verb} {Words}.", ", {Job}.", ", {Job}, {verb} {Words}.",
        " {verb} {Words}.", " {verb} me {Words}.", " {verb} the {Words} of {Words}.", " has {verb} {Words}.", " had {verb} the {Words}.", " is a {Words} {Words} who {verb} {Words}.", " is {Words}.", " was {Words} and {Words}.", " will {Words} {Words}.", " can {Words}.", " the {Words} {verb} its {Words}.", " the {Words} was {verb}.", " I {verb} {Words}.", " we {verb} {Words}.", " after a {Words}.", " until {Year}.", " since {Month} {Year}.",
        " ({Words}), {Words}.", " ({Job})", " ({Words})", "'s {Words}.", "'s {Words} and {Words} {verb}.", " / {Words}", " - {Words}", ": {Words}.", ": \"{Words}.\"", "; {Words}.", " from {Town}.", " of {Firm}.", " at {Firm}.", ", {Firm}", ", {Firm}, {Town}", " over {Number} {Words}.", " once a {Words}.", " every {Words}.", " or {Words}.", " because {Words} {verb}.", " {verb}.", " twice.", " again.", "?", "!", ",", " by {Words}.", " under {Words}.",
    ];
}
