using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;

namespace ClearView.Platform.Tests.Drills;

/// <summary>The arithmetic by which a drill judges.</summary>
public sealed class AccountTests
{
    private static readonly string[] _functions = [DrillFunctions.Effect, DrillFunctions.SecondEffect];

    [Fact]
    public void A_letter_with_its_effects_is_accounted_for()
    {
        var account = Of([Confirmed("a")], Effects("a"));

        Assert.Equal((1, 1, 2, 0, 0, 0, 0), (account.Published, account.Confirmed, account.Effects, account.Lost, account.Doubled, account.Unaccounted, account.Innocent));
    }

    [Fact]
    public void A_confirmed_letter_that_one_function_never_handled_is_lost()
    {
        var account = Of([Confirmed("a"), Confirmed("b")], [.. Effects("a"), Effects("b")[0]]);

        Assert.Equal((1, 1), (account.Lost, account.Unaccounted));
    }

    [Fact]
    public void What_still_waits_somewhere_is_lost_for_now_but_not_unaccounted()
    {
        var account = Of([Confirmed("a"), Confirmed("b")], [], waiting: ["a"], inStore: ["b"]);

        Assert.Equal((4, 0), (account.Lost, account.Unaccounted));
    }

    [Fact]
    public void Nothing_was_promised_of_a_letter_that_was_not_confirmed() =>
        Assert.Equal(0, Of([Confirmed("a") with { Confirmed = false }], []).Lost);

    [Fact]
    public void A_letter_of_the_outbox_that_one_function_handled_was_committed_and_must_reach_the_other()
    {
        var account = Of([Confirmed("a") with { Confirmed = false, Road = Road.Outbox }], [Effects("a")[0]]);

        Assert.Equal((0, 1), (account.Lost, account.Unaccounted));
    }

    [Fact]
    public void A_dead_letter_stands_for_the_effect_also_one_of_what_led_to_it()
    {
        var account = Of([Confirmed("a") with { Kind = LetterKind.Poison }], [], dead: [new Dead(DrillFunctions.Effect, "a", null, "poison"), new Dead(DrillFunctions.Relay, "a", null, "poison")]);

        Assert.Equal((0, 0, 2, 0), (account.Lost, account.Unaccounted, account.DeadLetters, account.Innocent));
    }

    [Fact]
    public void A_dead_letter_of_the_wrong_function_stands_for_nothing() =>
        Assert.Equal(2, Of([Confirmed("a")], [], dead: [new Dead("drill-slow", "a", null, "poison")]).Lost);

    [Fact]
    public void A_dead_letter_without_a_fault_of_its_own_is_named() =>
        Assert.Equal(1, Of([Confirmed("a")], Effects("a"), dead: [new Dead(DrillFunctions.Effect, "a", null, "poison")]).Innocent);

    [Fact]
    public void Effects_beyond_the_first_are_doubled_under_whatever_message_id() =>
        Assert.Equal(2, Of([Confirmed("a")], [.. Effects("a"), .. Effects("a")]).Doubled);

    [Fact]
    public void A_letter_that_no_function_takes_belongs_into_the_parking_queue_or_from_there_among_the_dead_letters()
    {
        Letter[] letters = [.. "abc".Select(id => Confirmed($"{id}") with { Kind = LetterKind.Unwanted })];

        var account = Of(letters, [], parked: ["a"], dead: [new Dead("parking", "b", null, "unroutable")]);

        Assert.Equal((1, 0), (account.Lost, account.Innocent));
    }

    [Fact]
    public void A_letter_that_some_function_takes_and_is_parked_is_named() =>
        Assert.Equal(1, Of([Confirmed("a")], Effects("a"), dead: [new Dead("parking", "a", null, "unroutable")]).Innocent);

    [Fact]
    public void A_line_that_its_process_died_in_is_passed_over() =>
        Assert.Equal([new Letter("a", LetterKind.Usual, Road.Outbox, true), new Letter("b", LetterKind.Usual, Road.Broker, false)], Books.Parse("P a Usual Outbox\nP b Usual Broker\nC a\nC "));

    [Fact]
    public void A_stall_is_time_without_an_effect_while_something_waited()
    {
        // Handled at 1, then nothing to do until 50, which waited until 80.
        Effect[] effects = [At(0, 1), At(50, 80), At(79, 81)];

        Assert.Equal(30, Stalls.Longest(effects).Ticks);
    }

    [Fact]
    public void What_waits_longest_is_not_always_handled_first() =>
        Assert.Equal(40, Stalls.Longest([At(0, 10), At(45, 50), At(5, 60)]).Ticks);

    [Fact]
    public void A_stall_after_a_fault_begins_with_the_effect_before_it_and_not_with_the_publication_of_what_it_cut_off()
    {
        // What came at 90 had waited long before the fault at 80; nothing stood still for it.
        Effect[] effects = [At(0, 60), At(0, 85), At(10, 90), At(95, 100)];

        Assert.Equal(25, Stalls.Longest(effects, (_, to) => to >= 80).Ticks);
        Assert.Equal(5, Stalls.Longest(effects, (_, to) => to >= 88).Ticks);
        Assert.Equal(5, Stalls.Longest(effects, (from, _) => from >= 80).Ticks);
    }

    [Fact]
    public void Ninety_nine_of_a_hundred_stay_below_the_p99() =>
        Assert.Equal(99, Stalls.P99(Enumerable.Range(1, 100).Select(i => At(0, i)))!.Value.Ticks);

    private static Letter Confirmed(string id) => new(id, LetterKind.Usual, Road.Broker, Confirmed: true);

    private static Effect At(long published, long handled) => new(DrillFunctions.Effect, "a", "tenant", published, handled);

    private static Effect[] Effects(string letter) => [.. _functions.Select(f => new Effect(f, letter, "tenant", 0, 1))];

    private static Account Of(Letter[] letters, Effect[] effects, Dead[]? dead = null, string[]? waiting = null, string[]? inStore = null, string[]? parked = null) =>
        Account.Of(letters, new Traces(effects, dead ?? [], new HashSet<string>(inStore ?? [])), new HashSet<string>(waiting ?? []), new HashSet<string>(parked ?? []), _functions);
}
