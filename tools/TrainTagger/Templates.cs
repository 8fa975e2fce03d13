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
}
