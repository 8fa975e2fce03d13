namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Towns and regions by what stands around them, and the words that only look like one. Firms and people are invented.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("Counsellor, Riverbend Council, Lenzburg", "Lenzburg")]
    [InlineData("Cook, Silverlake Council, Quorndell", "Quorndell")]
    [InlineData("Worked in Kenya, Alaska and Nicarauga.", "Nicarauga")]
    [InlineData("Offices in Atlanta and Savannah.", "Savannah")]
    [InlineData("Waiter, Pelican Bar (Cork) since May", "Cork")]
    [InlineData("Partner, Otter Solicitors, Nairobi, a firm of six", "Nairobi")]
    [InlineData("Welder, Pelican Tools, Pleasant Valley, TX", "Pleasant Valley")]
    [InlineData("Welder, Pelican Tools, City of Industry, CA", "Industry")]
    [InlineData("Welder, Pelican Tools, Ukiah, Ca", "Ukiah")]
    [InlineData("Ranger, Pelican Parks, Albany, N.Y.", "N.Y.")]
    [InlineData("Director of the Southern California Region", "California")]
    [InlineData("Clerk, Santa Clara Region (1999 to 2001)", "Santa Clara")]
    [InlineData("Clerk, Pelican Bank -  Bangalore Urban, Karnataka", "Urban")]
    [InlineData("Sold machines across Europe and the Middle East.", "Europe")]
    [InlineData("Teacher, Ursula College, Pepper Pike, Ohio, August", "Pepper")]
    [InlineData("Pelican Toys, Fox Valley: Team Leader, since May", "Fox Valley")]
    [InlineData("Pelican Water, Quorndell \u2014 Senior Scientist \u2014 since May", "Quorndell")]
    [InlineData("Company : Pelican Tools India Limited, Thoppampur, Coimbatore", "Thoppampur")]
    [InlineData("A Margate-based team", "Margate")]
    [InlineData("June 2012 - May 2019 (6 years)\nQuorndell J, Denmark\nSold tools", "Quorndell")]
    [InlineData("June 2012 - May 2019 (6 years)\nQuorndell, Denmark\nSold tools", "Quorndell")]
    [InlineData("EDUCATION\nBSc, Pelican University, Ile-Quorn, Nigeria", "Quorn")]
    [InlineData("Would move to: United States - SC - Beaufort", "Beaufort")]
    [InlineData("Pelican Steel, Port Talbot. Fitter, then maintenance", "Talbot")]
    [InlineData("Kept the seals, Treorchy; also the boats", "Treorchy")]
    [InlineData("Owl PLC, Quornuyu, 2016, field work", "Quornuyu")]
    [InlineData("Otter Partner, Wincanton, Quornfleet. March 2021", "Quornfleet")]
    [InlineData("Looking for work within 100 miles of Andrews so that", "Andrews")]
    [InlineData("They cover Treorchy to Barry by van", "Treorchy")]
    [InlineData("A survey near Creede and Saguache, small", "Creede")]
    [InlineData("Conveyor design, Malartic and Quornville", "Malartic")]
    [InlineData("Was sous chef in Delft for four seasons", "Delft")]
    [InlineData("Piggly Wiggly, New Roads, LA", "New Roads")]
    [InlineData("Supreme Rice LLC, Crowley LA", "Crowley")]
    [InlineData("Owl Lounge, Fleet \u2014 Second Chef \u2014 2016", "Fleet")]
    [InlineData("Field station, Venus,\nFlorida", "Venus")]
    [InlineData("2024   The Lobster Pot, Quornmagee", "Quornmagee")]
    public void Towns_are_known_by_what_stands_around_them(string text, string place) => Assert.DoesNotContain(place, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Ypsilanti\n")]
    [InlineData("Beaufort\n")]
    public void A_text_may_begin_with_a_town(string line) => Assert.EndsWith(Hiding.Body, Hiding.Anonymous(line + Hiding.Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("J2SE, MySQL, Derby, Struts, Spring")]
    [InlineData("Skills: Java, Ruby, Ansible, Kafka")]
    [InlineData("Readiness manager (APAC)")]
    [InlineData("HTML, CSS, JS, AR, VR")]
    [InlineData("Audits of RTOS, MS-DOS and AS/400")]
    [InlineData("Patient care, Orthopaedics, CT and MRI")]
    [InlineData("Manager, Marketing: Team Leader of two")]
    [InlineData("Kotlin, Java, Salem. Then others")]
    [InlineData("Used Docker, Puppet; also Chef")]
    [InlineData("Grew out of Excel and into other things")]
    [InlineData("Zustand-based pages and Linux-based tools")]
    public void Tools_with_the_name_of_a_town_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Fact]
    public void What_a_state_made_sure_of_is_a_town_elsewhere_though_it_is_a_word()
    {
        var text = Hiding.InBody("Welder, Pelican Tools, Intercourse, PA 17534\nI live in Intercourse and like it.\nMarriage and Intercourse of minds, a talk");
        Assert.DoesNotContain("live in Intercourse", text, StringComparison.Ordinal);
        Assert.Contains("and Intercourse of minds", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_road_without_a_number_above_its_town_is_hidden()
    {
        var text = Hiding.Anonymous("Jane Doe\nCurraghquorn, Ballyhar Road\nQuornies\nKillarney\n\n" + Hiding.Body);
        Assert.DoesNotContain("Ballyhar", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quornies", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarter_before_its_town_is_hidden_where_an_address_is_expected() =>
        Assert.DoesNotContain("Nungambakkam", Hiding.Anonymous("Curriculum vitae\n12 Sterling Road, Nungambakkam, Chennai 600034\n" + Hiding.Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("12 Heol y Deri\nRhiwquorn\nCardiff CF14 6HG", "Heol", "Rhiwquorn")]
    [InlineData("Apt 12, The Quorntings, Ballincollig, Cork", "12", "Quorntings")]
    [InlineData("Blk 4 Lot 17 Camellia Homes, Calapan City", "17", "Camellia")]
    [InlineData("Stand 1182, Extension 6, Tzaneen, 0472", "1182", "Extension")]
    public void An_address_is_hidden_up_to_its_town(string lines, string street, string suburb)
    {
        var text = Hiding.Anonymous("Jane Doe\n" + lines + "\n\n" + Hiding.Body);
        Assert.DoesNotContain(street, text, StringComparison.Ordinal);
        Assert.DoesNotContain(suburb, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EDUCATION\nBSc, UNIVERSITY OF SUNDERLAND", "SUNDERLAND")]
    [InlineData("EDUCATION\nBSc, National University Of Singapore", "National")]
    [InlineData("EDUCATION\nLLB, University College Cork", "Cork")]
    [InlineData("EDUCATION\nMSc, University  of Pune", "Pune")]
    [InlineData("EDUCATION\ntrinity engineering college", "trinity")]
    [InlineData("EDUCATION\nM. V. G. R College of Engineering", "V. G")]
    [InlineData("EDUCATION\nTexas A&M University", "A&M")]
    [InlineData("EDUCATION\nB.Tech\nVSSUT\n2012", "VSSUT")]
    [InlineData("Lecturer, School of Public Health, from May", "Public Health")]
    public void Schools_are_hidden_in_all_their_spellings(string text, string part) => Assert.DoesNotContain(part, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("EDUCATION\nBSc Computer Science\nMSc Public Health")]
    [InlineData("Old school values and high school teaching")]
    public void Subjects_of_study_stay(string text) => Assert.Equal(text, Hiding.InBody(text));
}
