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
    [InlineData("Zustand-based pages and Linux-based tools")]
    public void Tools_with_the_name_of_a_town_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Fact]
    public void A_quarter_before_its_town_is_hidden_where_an_address_is_expected() =>
        Assert.DoesNotContain("Nungambakkam", Hiding.Anonymous("Curriculum vitae\n12 Sterling Road, Nungambakkam, Chennai 600034\n" + Hiding.Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("12 Heol y Deri\nRhiwquorn\nCardiff CF14 6HG", "Heol", "Rhiwquorn")]
    [InlineData("Apt 12, The Quorntings, Ballincollig, Cork", "12", "Quorntings")]
    [InlineData("Blk 4 Lot 17 Camellia Homes, Calapan City", "17", "Camellia")]
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
