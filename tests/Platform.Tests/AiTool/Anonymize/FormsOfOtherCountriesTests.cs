namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Forms of résumés that English ones do not have: labels, headings and words of other languages, and addresses without a word for a street.</summary>
public sealed class FormsOfOtherCountriesTests
{
    private const string Personal = "PERSONAL DETAILS\n";

    [Theory]
    [InlineData("Fecha nac.: 09/10/1983")]
    [InlineData("Data di nascita 15/02/1992 | Patente B")]
    [InlineData("Tempat, Tanggal Lahir : Malang, 21 Agustus 1996")]
    [InlineData("Ng\u00E0y sinh: 02/09/1995")]
    [InlineData("\u0414\u0430\u0442\u0430 \u0440\u043E\u0436\u0434\u0435\u043D\u0438\u044F: 18 \u0438\u044E\u043D\u044F 1990")]
    [InlineData("\"birthDate\": \"1979-10-03\",")]
    [InlineData("DOB 1986/4/17 (M)")]
    public void Dates_of_birth_are_known_by_their_labels_in_other_languages(string line)
    {
        var text = Hiding.InBody(Personal + line + "\nSkills: Excel");
        Assert.Contains("[date of birth]", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("19[789]\\d|/4/17", text);
    }

    [Theory]
    [InlineData("Brasileiro, casado, 19/08/1989", "1989")]
    [InlineData("Two cats, 3 June 1971", "1971")]
    public void A_full_date_among_personal_facts_is_a_date_of_birth(string line, string year) =>
        Assert.DoesNotContain(year, Hiding.InBody(Personal + line), StringComparison.Ordinal);

    [Fact]
    public void A_full_date_before_an_age_is_a_date_of_birth_anywhere() =>
        Assert.DoesNotContain("1994", Hiding.InBody("EXPERIENCE\nCooked for sixty, 12 mai 1994 (31)"), StringComparison.Ordinal);

    [Theory]
    [InlineData("#42, 3rd Cross, 7th Main, HAL 2nd Stage,", "7th Main")]
    [InlineData("H. No. 221, Vaddo, Near Our Lady of Remedios Chapel", "Vaddo")]
    [InlineData("Privada Las Palmas 27, Int. 4", "27")]
    public void Addresses_are_hidden_in_the_forms_of_their_countries(string line, string part) =>
        Assert.DoesNotContain(part, Hiding.InBody(Personal + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("C/ Bizcocheros, 31, 2", "Bizcocheros")]
    public void A_calle_is_known_outside_the_personal_part_too(string line, string part) =>
        Assert.DoesNotContain(part, Hiding.InBody("EXPERIENCE\nWrote stories of sherry\n" + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Licence valid from 12.03.2004")]
    [InlineData("Worked abroad 12.03.2004 - 01.05.2006")]
    [InlineData("Updated 3 May 2004")]
    public void Other_dates_among_personal_facts_stay(string line) => Assert.EndsWith(line, Hiding.InBody(Personal + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Nama Lengkap : Dwi Retno Wulandari", "Wulandari")]
    [InlineData("Jm\u00E9no a p\u0159\u00EDjmen\u00ED: Vojt\u011Bch Hrdli\u010Dka", "Hrdli\u010Dka")]
    [InlineData("\"name\": \"Annelise Dragsted\",", "Dragsted")]
    [InlineData("**Name:** Annelise Dragsted", "Dragsted")]
    [InlineData("Geboorteplaats: Deventer", "Deventer")]
    [InlineData("Lugar de nacimiento: Quer\u00E9taro", "Quer\u00E9taro")]
    [InlineData("CURP: COTL741225HQTVRS04", "741225")]
    public void Labels_of_other_languages_are_known(string line, string value) =>
        Assert.DoesNotContain(value, Hiding.InBody(Personal + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("RFC: reviewed by the team")]
    [InlineData("NIC: drivers for Linux")]
    public void A_short_label_takes_only_what_has_digits(string line) => Assert.Equal(line, Hiding.InBody(line));

    [Theory]
    [InlineData("7 bis, venelle du Moulin Vert\n29000 Quimper", "Moulin")]
    [InlineData("33 Sincil Bank, Lincoln LN5 7TA", "Sincil")]
    [InlineData("Rose Cottage, Stamford", "Rose")]
    public void A_street_is_known_by_the_town_behind_it(string lines, string street) =>
        Assert.DoesNotContain(street, Hiding.Anonymous("Jane Doe\n" + lines + "\n\n" + Hiding.Body), StringComparison.Ordinal);

    [Fact]
    public void A_number_before_a_town_is_no_street_elsewhere() =>
        Assert.Contains("5 teams in", Hiding.InBody("Led 5 teams in Leeds."), StringComparison.Ordinal);

    [Theory]
    [InlineData("Nurse, Deventer Hospital", "Deventer")]
    [InlineData("Goalkeeper, Deventer Rovers", "Deventer")]
    public void A_town_that_was_found_goes_everywhere(string line, string town) =>
        Assert.DoesNotContain(town, Hiding.Anonymous("Jane Doe\n4 Main Street, Deventer, Netherlands\n\n" + Hiding.Body + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Telefon: 8 (912) 664-70-15", "664")]
    [InlineData("No. HP : 0812-3390-7714", "3390")]
    [InlineData("\u0422\u0435\u043B\u0435\u0444\u043E\u043D: 8 (912) 664-70-15", "664")]
    public void Phones_are_known_by_their_labels_in_other_languages(string line, string digits) =>
        Assert.DoesNotContain(digits, Hiding.InBody(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("15 Jahre Berufserfahrung in Handel und Logistik")]
    [InlineData("Kenntnisse: Buchhaltung, Rechnungswesen, Zuverl\u00E4ssigkeit")]
    [InlineData("EXPERIENCIA PROFESIONAL")]
    [InlineData("Experi\u00EAncia profissional")]
    [InlineData("Centres d'int\u00E9r\u00EAt")]
    [InlineData("Persoonlijke gegevens")]
    [InlineData("Do\u015Bwiadczenie zawodowe:")]
    [InlineData("\u0158idi\u010Dsk\u00FD pr\u016Fkaz: B")]
    [InlineData("Gesti\u00F3n de n\u00F3minas y contratos")]
    public void Ordinary_words_of_other_languages_are_nobody(string line) => Assert.Equal(line, Hiding.InBody(line));

    [Theory]
    [InlineData("RohanDeshpande\nSoftware engineer\n", "Deshpande")]
    [InlineData("MARISOL\nContact\nECHEVARRIA UGARTE\n", "MARISOL")]
    public void Names_at_the_top_are_hidden_run_together_and_apart(string top, string part) =>
        Assert.DoesNotContain(part, Hiding.Anonymous(top + Hiding.Body), StringComparison.Ordinal);

    [Fact]
    public void Who_writes_in_small_letters_is_hidden_in_small_letters()
    {
        var text = Hiding.Anonymous("tamsin gallowglass\ngraphic designer\n\ni make brands for people who grow, cook or brew things. before that i spent five years in a house that makes cider.\n"
            + "skills are drawing, printing, type and setting\n\nfun\ntamsin climbs, swims in cold water and keeps two greyhounds");
        Assert.DoesNotContain("tamsin", text, StringComparison.Ordinal);
        Assert.Contains("climbs, swims", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_within_a_name_of_the_account_is_hidden_too() =>
        Assert.DoesNotContain("van der", Hiding.InBody("Thanks to Femke van der Wielen for the report.", new ClearView.Contracts.KnownIdentity("Femke", "Wielen", [], [])), StringComparison.Ordinal);

    [Fact]
    public void Who_is_joined_to_a_person_is_one_too() =>
        Assert.DoesNotContain("Contractor", Hiding.InBody("Referees: Rupert Hallam and Farida Contractor, both on request"), StringComparison.Ordinal);
}
