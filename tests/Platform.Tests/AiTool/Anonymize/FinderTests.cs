using ClearView.AiTool.Anonymize;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>For each finder what it hides and what it leaves. All people, firms and numbers are invented.</summary>
public sealed class FinderTests
{
    [Theory]
    [InlineData("Languages: English, Punjabi, Welsh", "Languages: English, Punjabi, Welsh")]
    [InlineData("Irish (native), spoken daily", "Irish (native), spoken daily")]
    [InlineData("Welsh national, 34", "[nationality], 34")]
    public void A_language_that_is_named_like_its_people_stays_among_languages(string line, string expected) => Assert.Equal(expected, Hiding.InBody(line));

    [Theory]
    [InlineData("Date of birth: 12 March 1990", "Date of birth: [date of birth]")]
    [InlineData("DOB - 12/03/1990", "[date of birth]")]
    [InlineData("Nationality: Ruritanian", "Nationality: [nationality]")]
    [InlineData("Nationality\tRuritanian", "Nationality\t[nationality]")]
    [InlineData("Marital status: Single", "Marital status: [marital status]")]
    [InlineData("Father's name: Xolani Qwerty", "Father's name: [family]")]
    [InlineData("Gender: F   Age: 31", "Gender: [gender]   Age: [age]")]
    [InlineData("Lastname: Qwertz", "Lastname: [person]")]
    [InlineData("Address: 4 Elm, Upper Hill, Sometown 12345", "Address: [address]")]
    [InlineData("Passport no: X1234567", "Passport no: [id number]")]
    [InlineData("Religion: Pastafarian", "Religion: [religion]")]
    public void Labels_tell_what_stands_behind_them(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Company name: Acme Tools")]
    [InlineData("Project location: on the shop floor")]
    [InlineData("Result: sales grew")]
    public void Labels_of_other_things_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Write to a.b-c+d@mail.example.co.uk.", "Write to [e-mail].")]
    [InlineData("a.b @example.com", "[e-mail]")]
    [InlineData("a.b (at) example (dot) com", "[e-mail]")]
    [InlineData("jwhitf1987@\ngmail.com\nBaker", "[e-mail]\nBaker")]
    [InlineData("Baker\njwhitf1987\n@gmail.com", "Baker\n[e-mail]")]
    [InlineData("jwhitf[@]gmail.com", "[e-mail]")]
    [InlineData("jwhitf(a)gmail.com", "[e-mail]")]
    [InlineData("jwhitf <at> gmail <dot> com", "[e-mail]")]
    [InlineData("jwhitf AT gmail.com", "[e-mail]")]
    [InlineData("jwhitf AT example.com", "[e-mail]")]
    [InlineData("jwhitf\uFF20example.com", "[e-mail]")]
    [InlineData("jwhitf%40gmail.com", "[e-mail]")]
    [InlineData("Follow @some_handle there", "Follow [link] there")]
    public void Email_addresses_and_handles_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Sold 12 units @ 5 each")]
    [InlineData("Worked at night at the dot matrix line")]
    public void An_at_sign_of_prices_stays(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("See https://example.org/~qw?x=1.", "See [link].")]
    [InlineData("See www.example.org/qw", "See [link]")]
    [InlineData("See github.com/qwertz", "See [link]")]
    public void Links_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Node.js, Vue.js, socket.io and ASP.NET")]
    [InlineData("Basic.NET/2005, draw.io")]
    [InlineData("Built v2.10.3 with Python 3.12")]
    public void Technologies_that_look_like_links_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Call +49 30 23125 109 now", "Call [phone] now")]
    [InlineData("(555) 010-0123", "[phone]")]
    [InlineData("555-010-0123", "[phone]")]
    [InlineData("Mobile9870500008", "Mobile[phone]")]
    [InlineData("9870500008Mobile", "[phone]Mobile")]
    [InlineData("Tel: 020 915 0142 / +44 7700 900417", "Tel: [phone]")]
    public void Phone_numbers_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("2012 - 2016, 2017 - 2019")]
    [InlineData("06/2018 - 05/2020")]
    [InlineData("Budget of 1,250,000 and 12 000 000 users")]
    [InlineData("ISO 9001:2015, build 10.0.19045")]
    [InlineData("64,000 customers, 3 variants, 11 % fewer")]
    public void Dates_and_quantities_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Born on 3 May 1988 in spring", "[date of birth] in spring")]
    [InlineData("Born in Oldtown 1988.", "[date of birth].")]
    [InlineData("Year of birth 1983.", "[date of birth].")]
    [InlineData("I am 42 years old and fit", "[age] and fit")]
    public void Birth_dates_and_ages_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Fact]
    public void A_date_that_opens_a_personal_line_is_a_date_of_birth() =>
        Assert.DoesNotContain("1971", Hiding.Anonymous("Jane Doe\nBaker\n7 February 1971, divorced, two adult daughters\n" + Hiding.Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("Born in Oldtown, the firm moved in 2015", "2015")]
    [InlineData("7 February 1971, the women's team opened", "7 February 1971")]
    public void Other_dates_stay(string text, string kept) => Assert.Contains(kept, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("12 años de experiencia en almacenes")]
    [InlineData("10 anni di esperienza")]
    [InlineData("10 jaar ervaring als lasser")]
    [InlineData("10 ans d'expérience en logistique")]
    [InlineData("Turned 15 failing stores profitable")]
    [InlineData("Built 10 Azure Landing Zones")]
    [InlineData("Designed 12 HubSpot Landing Pages")]
    public void Years_of_work_and_counts_are_no_ages_and_no_houses(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("A 30 years old company")]
    [InlineData("Managed systems aged 10 to 20 years")]
    public void Ages_of_things_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Lives at 22 Cheetham Rise, M8 0XX", "Lives at [a street]")]
    [InlineData("Lives at Sonnenallee 12, 12045 Berlin", "Lives at [address]")]
    [InlineData("P.O. Box 123", "[address]")]
    public void Streets_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Studied at the University of Ruritania", "Studied at the [a university]")]
    [InlineData("Strelsau Technical University, evening classes", "[a university], evening classes")]
    [InlineData("Zenda Elphberg High School", "[a school]")]
    public void Schools_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("University degree, high school leaver")]
    [InlineData("Certified School Counselor")]
    [InlineData("After school club")]
    public void Schools_without_a_name_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Clerk, Acme Tools, Manchester", "Clerk, Acme Tools, [a town]")]
    [InlineData("Clerk in Nairobi, Kenya", "Clerk in [a town]")]
    [InlineData("Clerk, Sometown, GA 30082", "Clerk, [address]")]
    [InlineData("Moved to Germany", "Moved to [a country]")]
    public void Places_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Reading and writing in English, French and German")]
    [InlineData("Nice to meet; mobile development; bath fitting")]
    [InlineData("Boston Consulting Group")]
    [InlineData("Java, Phoenix, Elixir, Delphi")]
    public void Words_languages_and_firms_that_look_like_places_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Adaeze Nwosu\nBack-end developer\nBuilt services for nine years with a small team in a big firm and liked it\n")]
    [InlineData("ADAEZE NWOSU\nBack-end developer\nBuilt services for nine years with a small team in a big firm and liked it\n")]
    [InlineData("Curriculum Vitae\nAdaeze Nwosu, PMP\nBack-end developer\nBuilt services for nine years with a small team in a big firm\n")]
    [InlineData("NWOSU, Adaeze\nBack-end developer\nBuilt services for nine years with a small team in a big firm and liked it\n")]
    [InlineData("adaeze nwosu\nback-end developer\nadaeze.nwosu@example.com\nbuilt services for nine years with a small team in a big firm\n")]
    [InlineData("Back-end developer\nAdaeze Nwosu | adaeze.nwosu@example.com\nBuilt services for nine years with a small team in a big firm\n")]
    public void The_name_at_the_top_is_found(string text)
    {
        var result = Anonymizer.Anonymize(text, null, []);
        Assert.DoesNotContain("Adaeze", result.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Nwosu", result.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("end developer", result.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(result.Doubts);
    }

    [Fact]
    public void A_name_found_at_the_top_is_hidden_everywhere()
    {
        var text = Hiding.Anonymous("Adaeze Nwosu\n" + Hiding.Body + "Colleagues say that Adaeze explains things twice.\nPage 2 - A. Nwosu");
        Assert.DoesNotContain("Adaeze", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nwosu", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mr Gareth Penhale, manager", "[person], manager")]
    [InlineData("with my supervisor Mr. Youssef Benkirane", "with my supervisor [person]")]
    [InlineData("Reported to Ngozi Eberechi.", "Reported to [person].")]
    [InlineData("Worked with Thomas Hernandez on the till", "Worked with [person] on the till")]
    public void Other_people_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Python, Ruby, Julia, Jasmine, Django and Jenkins")]
    [InlineData("Auditor at Ernst & Young, Morgan Stanley and Goldman Sachs")]
    [InlineData("Chelsea, Mason and Carpenter tools")]
    [InlineData("Monte Carlo simulation, Gantt charts, Karl Fischer titration")]
    [InlineData("Sales Manager, Key Account Management, Customer Service")]
    [InlineData("Bachelor of Science in Computer Science")]
    [InlineData("MS Office, MS SQL Server, Ms Project")]
    public void Skills_firms_and_titles_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Fact]
    public void Years_of_study_become_a_length_and_years_of_work_stay()
    {
        var text = Hiding.Anonymous(Hiding.Body + "Baker, Corner Bread, 2012 - 2016\nEDUCATION\nBSc Food Science, 2008 - 2012\nDiploma, 2007\nWORK EXPERIENCE\nClerk 2017 - 2019\n");
        Assert.Contains("Corner Bread, 2012 - 2016", text, StringComparison.Ordinal);
        Assert.Contains("BSc Food Science, [4 years]", text, StringComparison.Ordinal);
        Assert.Contains("Diploma, [year]", text, StringComparison.Ordinal);
        Assert.Contains("Clerk 2017 - 2019", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_that_no_list_knows_ends_the_section_on_education()
    {
        var text = Hiding.Anonymous("EDUCATION\nBSc Food Science, 2008 - 2012\nWHERE I DID IT\nHead of growth 2017 - 2019\n");
        Assert.Contains("Head of growth 2017 - 2019", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("He leads a team and she is proud of her work.", "They lead a team and they are proud of their work.")]
    [InlineData("The board thanked him.", "The board thanked them.")]
    [InlineData("We worked with her.", "We worked with them.")]
    [InlineData("Chairman, salesman and waitress", "Chair, salesperson and waiter")]
    public void Gendered_words_become_neutral(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Female connectors, male plugs and female patients")]
    [InlineData("Management of the manual")]
    public void Gender_of_things_and_patients_stays(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("A US citizen", "A [right to work]")]
    [InlineData("Skilled worker visa", "[right to work]")]
    [InlineData("Indian national, works hard", "[nationality], works hard")]
    public void Nationality_is_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("Member of the Baptist choir", HiddenKinds.Religion)]
    [InlineData("Happily married", HiddenKinds.Marital)]
    [InlineData("Father of two, gardener", HiddenKinds.Family)]
    [InlineData("I am a wheelchair user", HiddenKinds.Health)]
    [InlineData("Veteran of the Royal Navy", HiddenKinds.Military)]
    [InlineData("Member of the Green Party", HiddenKinds.Politics)]
    [InlineData("Shop steward for six years", HiddenKinds.Union)]
    [InlineData("Society of Women Engineers", HiddenKinds.Gender)]
    [InlineData("Black Student Union", HiddenKinds.Ethnicity)]
    public void Protected_traits_are_hidden(string text, string kind) =>
        Assert.Contains(Anonymizer.Anonymize(Hiding.Body + text, null, []).Hidden, h => h.Kind == kind);

    [Theory]
    [InlineData("Nursing of disabled children and diabetic patients")]
    [InlineData("Single page applications, married filing rules")]
    [InlineData("European Union law, credit union software")]
    [InlineData("Islamic banking and Jewish history")]
    public void Traits_in_a_trade_stay(string text) => Assert.Equal(text, Hiding.InBody(text));
}
