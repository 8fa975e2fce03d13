namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Towns that only what stands around them gives away, and words in like places that are none.</summary>
public sealed class ExpectedTownsTests
{
    private const string Head = "Dana Whitlock\nSummary\nA person who works with care, keeps the books in order and knows where each paper is that somebody may ask for.\nExperience\n";

    [Theory]
    [InlineData("2004 - 2016  Mecanoo, Delft, project architect", "Delft")]
    [InlineData("2013 - 2018  Aramex, Dubai: VP Engineering", "Dubai")]
    [InlineData("2007 - 2010  Highland Airways, Inverness, First Officer", "Inverness")]
    [InlineData("They were born in Cork and learnt a trade there.", "Cork")]
    [InlineData("I grew up on a mixed farm at Ganmain, then came here.", "Ganmain")]
    [InlineData("Growing vegetables was what my people from Minyip did.", "Minyip")]
    [InlineData("Branches in Leeds and Ogies; tyre cost and driver cards", "Ogies")]
    [InlineData("Outreach to Nairobi, Weed and Yreka. Clinics for all.", "Yreka")]
    [InlineData("Opened the plants at Espanola & Taos in one year", "Taos")]
    [InlineData("They will not consider Riyadh until school is over.", "Riyadh")]
    [InlineData("Bar work at Howden, had a good time", "Howden")]
    [InlineData("I would like the job at the Elkins shop and can begin soon.", "Elkins")]
    [InlineData("Put up two compressors near Wonowon and a tank.", "Wonowon")]
    [InlineData("Wrestling coach: Brookville, Pa. for nine years", "Brookville")]
    [InlineData("Fleet sales for western Sydney and beyond, by van.", "Sydney")]
    [InlineData("Put up masts in Wah Cantt, Lahore and Murree", "Wah Cantt")]
    [InlineData("Field checks in Patna, Malda and Ranchi", "Malda")]
    [InlineData("Line cook, Wytheville grill, 40 covers", "Wytheville")]
    [InlineData("Physiotherapist for a health district, Wagga Wagga NSW", "Wagga Wagga")]
    [InlineData("Lost and found: a passport in a taxi to Al Ain. All was well.", "Al Ain")]
    [InlineData("2012 - 2019  National Ambulance Service, Carndonagh, then on", "Carndonagh")]
    [InlineData("Sous chef in Dingle for four seasons and a winter", "Dingle")]
    [InlineData("2016 - 2020  Harbour Seafood, Dingle. Sous Chef. One hat.", "Dingle")]
    [InlineData("Cooling for a labour camp, Ruwais; pumps for another", "Ruwais")]
    [InlineData("Support to the Malmesbury and Aeroton mills", "Malmesbury")]
    [InlineData("Led London and Leeds software teams", "London")]
    [InlineData("School board, Custer, 1996 - 2002", "Custer")]
    [InlineData("Green Belt (ASQ), Detroit 2015; auditor since", "Detroit")]
    [InlineData("Read at the university, Ago-Iwoye\nP.O. Box 114, Clarens, 9707", "Clarens")]
    [InlineData("Loader at Valley Aggregates Holman NM  2011 - 2014", "Holman")]
    [InlineData("Stock lists of the grinding unit at Panawaro.", "Panawaro")]
    [InlineData("Took in containers from the port at Savannah. Ten doors.", "Savannah")]
    [InlineData("1998 - 2006  Caritas Hospital, Thellapuro, Kottayam", "Thellapuro")]
    [InlineData("Vouched for by the captain of Brgy. Talangu, who knows all", "Talangu")]
    [InlineData("Three days a week, hybrid in Dallas. No travel.", "Dallas")]
    [InlineData("Clerk, City of Phoenix, 2009 - 2012", "Phoenix")]
    [InlineData("Housing for four hundred, Dhahran South", "Dhahran")]
    [InlineData("Training on the new ledger, Dubai, ten days", "Dubai")]
    public void Towns_are_hidden(string line, string town) => Assert.DoesNotContain(town, Hiding.Anonymous(Head + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("2017 - 2021  Data engineer: Flink, Druid, Argo, Airflow", "Flink, Druid, Argo, Airflow")]
    [InlineData("Moved services from Java to Kotlin in one year.", "from Java to Kotlin")]
    [InlineData("Worked with Jenkins and Terraform in Leeds.", "Jenkins and Terraform")]
    [InlineData("Led talks in Python and on Kafka at three meetings.", "Python and on Kafka")]
    [InlineData("Watched the Palo Alto firewalls at night; Monte Carlo methods", "Palo Alto firewalls at night; Monte Carlo methods")]
    [InlineData("Graded roads with Trimble GPS and by eye.", "Trimble GPS")]
    [InlineData("Built a terminal system (Navis N4, Odoo) for a port.", "Navis N4")]
    [InlineData("Scored by the Glasgow Coma Scale and the Morse Fall Scale", "Glasgow Coma Scale and the Morse Fall Scale")]
    [InlineData("Forecasts with Croston's method, then by hand", "Croston's method")]
    [InlineData("Scanned all papers into OnBase and costed in MarginEdge", "OnBase and costed in MarginEdge")]
    [InlineData("Dale Carnegie course; Orton-Gillingham reading", "Dale Carnegie course; Orton-Gillingham")]
    [InlineData("Languages: Java 8/11/17, SQL, PL/SQL, TypeScript", "Java 8/11/17, SQL, PL/SQL")]
    [InlineData("2015 - 2019  Head of Professional Services, Zalandro, Stockholm", "Zalandro")]
    [InlineData("Picked orders in the warehouse at Ocadro. Nights.", "Ocadro")]
    [InlineData("Staff nurse, City of Hope, two wards", "City of Hope")]
    [InlineData("Planned sprints with the team at Zalandro. Many stayed.", "Zalandro")]
    [InlineData("Taught skills in Reading, Writing and Number to adults", "Reading, Writing and Number")]
    [InlineData("2019 - 2021  Siemens, Analyst: planning of stocks", "Siemens, Analyst")]
    public void Other_words_stay(string line, string kept) => Assert.Contains(kept, Hiding.Anonymous(Head + line), StringComparison.Ordinal);

    [Fact]
    public void A_town_in_small_letters_at_the_top_goes_with_its_state() =>
        Assert.DoesNotContain("willmar", Hiding.Anonymous("fatuma a. warsame\ndata analyst\n\nwillmar, mn - 320.555.0141\n\n" + Head), StringComparison.Ordinal);
}
