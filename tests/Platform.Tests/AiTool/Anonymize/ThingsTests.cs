namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Products, methods and degrees that look like people or places and must stay.</summary>
public sealed class ThingsTests
{
    [Theory]
    [InlineData("Fault studies with ASPEN OneLiner, CAPE, Clarke transform, Thévenin equivalents")]
    [InlineData("Westinghouse switch gear. Megger, Fluke, Greenlee bender, Hoffman boxes, Myers hubs")]
    [InlineData("PointClickCare charting; Braden scale; gait belts, Geri chair, TED hose")]
    [InlineData("R; SAS; Tableau; Epic Cogito; Gower distance")]
    [InlineData("Modelled with a Hough transform")]
    [InlineData("CERTIFICATIONS\nReid Technique; first aid")]
    [InlineData("EXPERIENCE\nServiced Massey Ferguson combines and Kendrick splints")]
    [InlineData("EXPERIENCE\nCharted by hand; Kaltenborn, Maitland, Mulligan and McKenzie techniques")]
    [InlineData("EXPERIENCE\nPlaced Hill-Rom beds, Jewett braces and Zimmer frames")]
    [InlineData("Callbacks on Daikin VRV and Topcon fell by a third")]
    [InlineData("Ran plates by Kirby-Bauer and VITEK 2; moved loads in a Kenworth W900")]
    [InlineData("EDUCATION\nSome College in General Studies")]
    [InlineData("EDUCATION\nB.Sc (Hons) Accounting, Second Class Upper")]
    [InlineData("SKILLS\nPlaywright, Vite, Webpack, Kinaxis RapidResponse, Esko ArtiosCAD")]
    [InlineData("Ran the tests on Ortho Vision and Vitros 5600")]
    public void What_a_method_or_a_machine_is_called_after_stays(string line) => Assert.Equal(line, Hiding.InBody(line));

    [Theory]
    [InlineData("SKILLS\nAmplitude, Marketo, Pardot, Salesforce Einstein, Gherkin, Jira, Lucidchart")]
    [InlineData("Callaway, Carhartt, Conair, Wella and more")]
    [InlineData("S k i l l s\nR, Julia, Snakemake, Galaxy, Tukey HSD, Cox regression")]
    public void Products_in_a_list_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Shared the shift with Kiplagat Yoshida-Park", "Yoshida")]
    [InlineData("SKILLS\nSQL\n\"Hire them.\"\n- Bartholomew Escobedo, District Manager", "Escobedo")]
    [InlineData("Python, SQL and care, taught by Maria Torres", "Torres")]
    [InlineData("Reported to David Brown for two years", "Brown")]
    [InlineData("EXPERIENCE\nPlanned it with Ingeniera Maria Torres for years", "Torres")]
    [InlineData("EXPERIENCE\nWorked with Nowak, Kowalski, Zimmermann, Popescu", "Kowalski")]
    [InlineData("REFERENCES\nMaria Torres Service Manager", "Torres")]
    [InlineData("Reported to Mr Peter Jones for two years", "Jones")]
    [InlineData("EXPERIENCE\nHelped Aisha and Fatima label samples", "Aisha")]
    [InlineData("REFERENCES\nPaul Mitchell, Foreman", "Mitchell")]
    [InlineData("REFERENCES\nTom Ford, Head of Sales", "Ford")]
    [InlineData("SKILLS\nSQL, Excel, Thermomix\n\nYours sincerely,\nOnyango, Meseret", "Meseret")]
    [InlineData("SKILLS\nSQL, Excel, Thermomix\n\nI confirm that the above is true.\n\nKiplagat Farah", "Kiplagat")]
    public void People_among_them_are_hidden(string text, string name) => Assert.DoesNotContain(name, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("EDUCATION\nWinona State University, M.S. Data Science", "M.S. Data Science")]
    [InlineData("EDUCATION\nUniversity of Michigan, M.S.E. Civil Engineering", "M.S.E. Civil Engineering")]
    [InlineData("EDUCATION\nGED. Imperial Valley College", "GED")]
    [InlineData("EDUCATION\nA.A.S. Dental Hygiene, North Dakota State College", "A.A.S. Dental Hygiene")]
    [InlineData("CPA, CA", "CPA, CA")]
    [InlineData("EDUCATION\nWest African Senior School Certificate", "West African Senior School Certificate")]
    [InlineData("EDUCATION\nColby Community College. LPN", "LPN")]
    [InlineData("EDUCATION\nMLIS\nBAAS, Criminal Justice", "MLIS\nBAAS, Criminal Justice")]
    [InlineData("EDUCATION\nBA Gaelic and Development", "BA Gaelic and Development")]
    [InlineData("EDUCATION\nMSc Gaelic and Development", "MSc Gaelic and Development")]
    [InlineData("EDUCATION\nMS Analytics (in progress)", "MS Analytics (in progress)")]
    [InlineData("EDUCATION\nBacharelado em Ciência da Computação", "Bacharelado em Ciência da Computação")]
    public void Degrees_are_neither_states_nor_schools_nor_towns(string text, string degree) => Assert.Contains(degree, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("EDUCATION\nSouth Pike High - spring", "Pike")]
    [InlineData("EDUCATION\nLycée Moderne de Bouaflé", "Moderne")]
    [InlineData("EDUCATION\nWestfield High School Diploma, in spring", "Westfield")]
    [InlineData("EDUCATION\nUniv. of Lagos", "Lagos")]
    [InlineData("EDUCATION\nPope John Senior High School, in spring", "Pope")]
    public void Schools_are_hidden_with_the_words_of_their_sort(string text, string part) => Assert.DoesNotContain(part, Hiding.InBody(text), StringComparison.Ordinal);
}
