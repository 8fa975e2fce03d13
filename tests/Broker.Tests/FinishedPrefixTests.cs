using ClearView.Messaging.RabbitMq.Consuming;
using CsCheck;

namespace ClearView.Broker.Tests;

/// <summary>Bundled answers against a channel as the broker keeps it: in any order of finishing nothing is answered that is not finished.</summary>
public sealed class FinishedPrefixTests
{
    private enum Move
    {
        Finish,
        GiveBack,
        AnswerPrefix,
        AnswerAll,
    }

    private static readonly Gen<(Move Move, int Which)[]> _moves =
        Gen.Select(Gen.Frequency((6, Gen.Const(Move.Finish)), (1, Gen.Const(Move.GiveBack)), (2, Gen.Const(Move.AnswerPrefix)), (1, Gen.Const(Move.AnswerAll))), Gen.Int[0, 7])
            .Array[0, 200];

    [Fact]
    public void No_answer_covers_what_is_not_finished_and_in_the_end_all_is_answered() => _moves.Sample(moves =>
    {
        var channel = new BrokerChannel(handedOut: 8);
        var finished = new FinishedPrefix();
        foreach (var (move, which) in moves)
        {
            switch (move)
            {
                case Move.Finish:
                    finished.Finish(channel.FinishOne(which));
                    break;
                case Move.GiveBack:
                    var tag = channel.FinishOne(which);
                    channel.Reject(tag);
                    finished.Finish(tag, isAnswered: true);
                    break;
                default:
                    Answer(finished, channel, all: move == Move.AnswerAll);
                    break;
            }
        }

        Answer(finished, channel, all: true);
        Assert.Equal(0, finished.Waiting);
        Assert.Empty(channel.FinishedAndUnanswered);
    });

    [Fact]
    public void A_slow_one_does_not_hold_up_the_answers_behind_it()
    {
        var finished = new FinishedPrefix();
        finished.Finish(2);
        finished.Finish(3);

        Assert.Null(finished.TakePrefix());
        Assert.Equal([2UL, 3UL], finished.TakeBehindGap().Order());

        finished.Finish(1);
        finished.Finish(4);
        Assert.Equal(4UL, finished.TakePrefix());
        Assert.Equal(0, finished.Waiting);
    }

    private static void Answer(FinishedPrefix finished, BrokerChannel channel, bool all)
    {
        if (finished.TakePrefix() is { } upTo)
            channel.AckUpTo(upTo);
        foreach (var tag in all ? finished.TakeBehindGap() : [])
            channel.Ack(tag);
    }

    /// <summary>The broker's side: it closes a channel for an answer to a tag that it does not wait for.</summary>
    private sealed class BrokerChannel
    {
        private readonly List<ulong> _unfinished = [];
        private readonly HashSet<ulong> _unanswered = [];
        private ulong _last;

        public BrokerChannel(int handedOut)
        {
            for (var i = 0; i < handedOut; i++)
                HandOut();
        }

        public IEnumerable<ulong> FinishedAndUnanswered => _unanswered.Except(_unfinished);

        public ulong FinishOne(int which)
        {
            var tag = _unfinished[which];
            _unfinished.RemoveAt(which);
            HandOut();
            return tag;
        }

        public void Ack(ulong tag)
        {
            Assert.DoesNotContain(tag, _unfinished);
            Assert.True(_unanswered.Remove(tag), $"The broker does not wait for an answer to {tag}.");
        }

        public void Reject(ulong tag) => Ack(tag);

        public void AckUpTo(ulong tag)
        {
            Assert.True(_unanswered.Contains(tag), $"The broker does not wait for an answer to {tag}.");
            foreach (var covered in _unanswered.Where(t => t <= tag).ToList())
                Ack(covered);
        }

        private void HandOut()
        {
            _unfinished.Add(++_last);
            _unanswered.Add(_last);
        }
    }
}
