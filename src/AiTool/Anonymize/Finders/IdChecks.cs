namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The calculations by which a number of a person proves itself. Marks and spaces in it do not count.</summary>
internal static class IdChecks
{
    private const int Longest = 40;

    public static bool None(ReadOnlySpan<char> number) => !number.IsEmpty;

    /// <summary>ISO 13616: the first four signs go to the end, letters count from 10, and the whole leaves 1 when divided by 97.</summary>
    public static bool Iban(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        if (signs.Length is < 15 or > 34)
            return false;
        var rest = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            var c = signs[(i + 4) % signs.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1;
    }

    /// <summary>Spain's DNI and NIE: the number by 23 chooses the letter; X, Y, Z before it stand for 0, 1, 2.</summary>
    public static bool Spanish(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        if (signs[0] >= 'X') signs[0] = (char)(signs[0] - 'X' + '0');
        return "TRWAGMYFPDXBNJZSQVHLCKE"[(int)(Number(signs[..^1]) % 23)] == signs[^1];
    }

    /// <summary>Hong Kong's identity card: weights 9 (a missing first letter counts 36) to 1, letters from 10, a multiple of 11.</summary>
    public static bool HongKong(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        var sum = signs.Length == 8 ? 36 * 9 : 0;
        for (var i = 0; i < signs.Length; i++)
            sum += (signs.Length - i) * Value(signs[i]);
        return sum % 11 == 0;
    }

    /// <summary>Singapore's NRIC and FIN: weights 2, 7, 6, 5, 4, 3, 2 and a letter for the rest by 11.</summary>
    public static bool Singapore(ReadOnlySpan<char> number)
    {
        ReadOnlySpan<int> weights = [2, 7, 6, 5, 4, 3, 2];
        var sum = number[0] switch { 'T' or 'G' => 4, 'M' => 3, _ => 0 };
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * (number[i + 1] - '0');
        var letters = number[0] switch { 'S' or 'T' => "JZIHGFEDCBA", 'M' => "XWUTRQPNJLK", _ => "XWUTRQPNMLK" };
        return letters[sum % 11] == number[8];
    }

    /// <summary>Brazil's CPF: two digits, each the sum with falling weights by 11.</summary>
    public static bool Brazilian(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        return signs[9] - '0' == Digit(signs[..9]) && signs[10] - '0' == Digit(signs[..10]) && signs.ContainsAnyExcept(signs[0]);

        static int Digit(ReadOnlySpan<char> digits)
        {
            var sum = 0;
            for (var i = 0; i < digits.Length; i++)
                sum += (digits.Length + 1 - i) * (digits[i] - '0');
            return sum * 10 % 11 % 10;
        }
    }

    /// <summary>Verhoeff's check, which India's Aadhaar ends with.</summary>
    public static bool Verhoeff(ReadOnlySpan<char> number)
    {
        ReadOnlySpan<byte> permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        var check = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            int digit = signs[signs.Length - 1 - i] - '0';
            for (var times = i % 8; times > 0; times--) digit = permute[digit];
            check = Turn(check, digit);
        }
        return check == 0;

        // The group of the turns and flips of a pentagon.
        static int Turn(int a, int b) => a < 5
            ? b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5
            : b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
    }

    /// <summary>Finland's personal code: its nine digits by 31 choose the last sign.</summary>
    public static bool Finnish(ReadOnlySpan<char> number) =>
        Number(number[..6]) * 1000 + Number(number[7..10]) is var digits && "0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(digits % 31)] == number[10] && IsDay(number[..2], number[2..4]);

    /// <summary>A number that begins with its bearer's birth as year, month and day and ends with Luhn's check; the century of a Swedish one does not count.</summary>
    public static bool BornAndLuhn(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        if (signs.Length == 12) signs = signs[2..];
        // Sweden adds 60 to the day of who does not live there for good.
        return Number(signs[4..6]) % 60 is >= 1 and <= 31 && Number(signs[2..4]) is >= 1 and <= 12 && Luhn(signs);
    }

    /// <summary>ISO/IEC 7812: every second digit from the right counts twice, the digits of what comes out are added, and the sum is a multiple of ten.</summary>
    public static bool Luhn(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        var sum = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            var digit = (signs[signs.Length - 1 - i] - '0') * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>France's NIR: 97 less the rest of the first thirteen digits by 97; 2A and 2B, Corsica, count as 19 and 18.</summary>
    public static bool French(ReadOnlySpan<char> number)
    {
        Span<char> signs = stackalloc char[Longest];
        signs = Bare(number, signs);
        if (signs[6] is 'A' or 'B')
            (signs[5], signs[6]) = ('1', signs[6] == 'A' ? '9' : '8');
        return 97 - Number(signs[..13]) % 97 == Number(signs[13..]);
    }

    /// <summary>Poland's PESEL: weights 1, 3, 7, 9, a date whose month carries the century.</summary>
    public static bool Polish(ReadOnlySpan<char> number)
    {
        ReadOnlySpan<int> weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * (number[i] - '0');
        return sum % 10 == 0 && Number(number[2..4]) % 20 is >= 1 and <= 12 && Number(number[4..6]) is >= 1 and <= 31;
    }

    /// <summary>Turkey's number: the tenth digit from the odd and even places, the eleventh from the sum of ten.</summary>
    public static bool Turkish(ReadOnlySpan<char> number)
    {
        int odd = 0, even = 0;
        for (var i = 0; i < 9; i++)
            if (i % 2 == 0) odd += number[i] - '0';
            else even += number[i] - '0';
        var tenth = (odd * 7 - even + 100) % 10;
        return tenth == number[9] - '0' && (odd + even + tenth) % 10 == number[10] - '0';
    }

    /// <summary>China's resident number, ISO 7064 MOD 11-2.</summary>
    public static bool Chinese(ReadOnlySpan<char> number)
    {
        var rest = 0;
        foreach (var c in number[..17])
            rest = (rest + c - '0') * 2 % 11;
        return "10X98765432"[rest] == char.ToUpperInvariant(number[17]) && IsDay(number[12..14], number[10..12]);
    }

    private static bool IsDay(ReadOnlySpan<char> day, ReadOnlySpan<char> month) => Number(day) is >= 1 and <= 31 && Number(month) is >= 1 and <= 12;

    private static int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;

    private static long Number(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var c in digits)
            number = number * 10 + c - '0';
        return number;
    }

    private static Span<char> Bare(ReadOnlySpan<char> number, Span<char> signs)
    {
        var length = 0;
        foreach (var c in number)
            if (char.IsAsciiLetterOrDigit(c) && length < signs.Length) signs[length++] = c;
        return signs[..length];
    }
}
