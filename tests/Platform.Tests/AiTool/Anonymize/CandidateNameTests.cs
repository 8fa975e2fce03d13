namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>The candidate's name where it is written otherwise than at the top. All people are invented.</summary>
public sealed class CandidateNameTests
{
    [Theory]
    [InlineData("Prudence H. Good\nSociologist\np.good@example.org\n\nBOOKS\nGood, P. H. 2017. On grain.", "[person] 2017. On grain.")]
    [InlineData("Prudence H. Good\nSociologist\np.good@example.org\n\nBOOKS\nP. H. Good, page 2", "[person], page 2")]
    [InlineData("Lowell Pine\nChemist\nlpine@example.org\n\nPUBLICATIONS\nPine, L.; and others. On trona.", "[person]; and others. On trona.")]
    [InlineData("Lowell Pine\nChemist\nlpine@example.org\n\nPUBLICATIONS\nProfessor Pine taught patience", "Professor [person] taught patience")]
    [InlineData("Mercy Chepkoech Too\nAgronomist\nmercytoo@example.org\n\nPROFILE\nMs. Too walks the greenhouses.", "Ms. [person] walks the greenhouses.")]
    [InlineData("Bliss Monday\nSales\nblissmonday@example.net\n\nPROFILE\nBliss sells iron to farmers.", "[person] sells iron to farmers.")]
    public void A_name_that_is_a_word_is_told_by_an_initial_a_title_or_a_verb(string text, string last) => Assert.Equal(last, Last(text));

    [Theory]
    [InlineData("KAMALAKANNAN S R\nConsultant\nkamal@example.org\n\nSUMMARY\nOracle for years.\n\nKAMALAKANNAN S R", "KAMALAKANNAN")]
    [InlineData("Sietske van den Heuvel\nDesigner\ns@example.org\n\nPROFILE\nPlain things.\n\nSietske van den Heuvel, CV 2025", "van den")]
    [InlineData("Europass\nCurriculum Vitae\n\nPERSONAL INFORMATION      Grzegorz Wyrwał\n  g.wyrwal@example.org\n  Skype  grzes.wyrwal", "grzes")]
    [InlineData("Rhiannon Stone\nrhi.stone@example.org\nLinkedIn:// rhiannon-b-stone\n\nEXPERIENCE\nWork", "stone")]
    public void Nothing_of_it_is_left_elsewhere(string text, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Spent it with my sister Charity and friends", "Charity")]
    [InlineData("Thanked his wife Cricket for it", "Cricket")]
    [InlineData("REFERENCES\nAnneke de Wit-Hermans, head of data, Bol – by mail", "Wit-Hermans")]
    public void Relatives_and_names_with_particles_go_whole(string text, string name) => Assert.DoesNotContain(name, Hiding.InBody(text), StringComparison.Ordinal);

    [Fact]
    public void The_employer_behind_a_referees_name_stays() => Assert.Contains("Bol", Hiding.InBody("REFERENCES\nAnneke de Wit-Hermans, head of data, Bol – by mail"), StringComparison.Ordinal);

    private static string Last(string text) => Hiding.Anonymous(text).Split('\n')[^1];

    [Fact]
    public void An_Irish_article_joins_a_name() =>
        Assert.DoesNotContain("tSaoir", Hiding.Anonymous("Fiachra Mac an tSaoir\nParamedic\n\nExperience\nDrove at night and kept calm.\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("WANJIRU  MUTHONI  KAMAU\nP.O. BOX 1187, NANYUKI\nwanjirumk@example.org\n\nPROFILE\nWelcomes guests.", "KAMAU")]
    [InlineData("Page | 1\n\nRambabu Kondaveeti\nEngineer\n\nPERSONAL DETAILS\nName : Rambabu.K", "Kondaveeti")]
    [InlineData("May Berry\nTeacher\n\nDear all,\nI teach and read.\n\nBest regards,\nMay", "May")]
    public void The_rest_of_a_name_goes_where_a_part_of_it_is_known(string text, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(text), StringComparison.Ordinal);
}
