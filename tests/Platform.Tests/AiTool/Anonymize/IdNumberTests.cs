namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Numbers that states and banks print in their own explanations, so that nobody bears them.</summary>
public sealed class IdNumberTests
{
    [Theory]
    [InlineData("GB29 NWBK 6016 1331 9268 19")]
    [InlineData("DE89370400440532013000")]
    [InlineData("12345678Z")]
    [InlineData("X1234567L")]
    [InlineData("X-1234567-L")]
    [InlineData("A123456(3)")]
    [InlineData("S1234567D")]
    [InlineData("F1234567N")]
    [InlineData("131052-308T")]
    [InlineData("811228-9874")]
    [InlineData("19811228-9874")]
    [InlineData("44051401359")]
    [InlineData("10000000146")]
    [InlineData("111.444.777-35")]
    [InlineData("11010519491231002X")]
    [InlineData("8001015009087")]
    [InlineData("2 55 08 14 168 025 38")]
    [InlineData("255081416802538")]
    [InlineData("2341 2341 2346")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("378282246310005")]
    [InlineData("3782-822463-10005")]
    [InlineData("2223 0031 2200 3222")]
    [InlineData("198112289874")]
    [InlineData("811288-9871")]
    [InlineData("2550814168025 38")]
    [InlineData("BE68 5390 0754 7034")]
    [InlineData("784-1984-1234567-4")]
    public void A_number_that_proves_itself_is_hidden_and_the_same_with_one_digit_changed_is_none(string number)
    {
        Assert.Equal("worked for them, [id number], since then", Hiding.InBody($"worked for them, {number}, since then"));
        var digit = number.LastIndexOfAny([.. "0123456789"]);
        var other = $"{number[..digit]}{(char)('0' + (number[digit] - '0' + 5) % 10)}{number[(digit + 1)..]}";
        Assert.DoesNotContain("[id number]", Hiding.InBody($"worked for them, {other}, since then"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QQ 12 34 56 C", false)] // Q is never given out
    [InlineData("AB 12 34 56 C", true)]
    [InlineData("AB123456C", true)]
    [InlineData("ABCPE1234F", true)]
    [InlineData("ABCDE1234F", false)] // a firm's or nobody's
    [InlineData("RSSMRA85T10A562S", true)]
    [InlineData("HEGG560427MVZRRL04", true)]
    [InlineData("219-09-9999", true)]
    [InlineData("000-09-9999", false)]
    [InlineData("841231-14-5678", true)]
    [InlineData("841331-14-5678", false)]
    public void A_number_without_a_check_is_told_by_its_form(string number, bool isHidden) =>
        Assert.Equal(isHidden, Hiding.InBody($"worked for them, {number}, since then").Contains("[id number]", StringComparison.Ordinal));

    [Theory]
    [InlineData("DNI 12345678Z", "DNI [id number]")]
    [InlineData("SSN 219-09-9999", "SSN [id number]")]
    [InlineData("SSN #219\u201109\u20119999", "SSN #[id number]")]
    [InlineData("VISA 4111 1111 1111 1111", "VISA [id number]")]
    [InlineData("Nr.811228-9874", "Nr.[id number]")]
    [InlineData("BE68 5390 0754 7034 BIC GKCCBEBB", "[id number] BIC GKCCBEBB")]
    [InlineData("\u8EAB\u4EFD\u8BC1\u53F711010519491231002x", "\u8EAB\u4EFD\u8BC1\u53F7[id number]")]
    [InlineData("\u0667\u0668\u0664-\u0661\u0669\u0668\u0664-\u0661\u0662\u0663\u0664\u0665\u0666\u0667-\u0664", "[id number]")]
    [InlineData("reached at +55 2199 8765 4305", "reached at [phone]")]
    [InlineData("reached at 040 123 4567 131052-308T", "reached at [phone] [id number]")]
    public void What_stands_around_a_number_does_not_protect_it(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    // Digits of two scripts in one number: no form of any state, and nothing may fail over them.
    [Theory]
    [InlineData("111.\u0664\u0664\u0664.777-35")]
    [InlineData("1 \u1A80\u1A85 05 \u1A87\u1A88 006 084 36")]
    public void Digits_of_several_scripts_are_read(string text) => Assert.NotEmpty(Hiding.InBody(text));

    [Theory]
    [InlineData("Revenue by year: 2023 2024 2025")]
    [InlineData("Finance Code 001 2019-2021")]
    [InlineData("ISO 27001:2022, SOC 2, RFC 7231")]
    [InlineData("Sold 1,250,000 units in Q3 2019 and Q4 2020")]
    [InlineData("Windows Server 2012 R2, SAP S4 HANA 1909")]
    [InlineData("Order PO-20190412-77, part MX1234567L2")]
    [InlineData("2014 2015 2016")]
    [InlineData("ACCOUNTING 101, MATH 2341")]
    public void Numbers_of_work_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Fact]
    public void A_policy_that_shows_them_shows_them() =>
        Assert.Contains("12345678Z", Hiding.Anonymous(Hiding.Body + "worked for them, 12345678Z, since then", null, "name"), StringComparison.Ordinal);
}
