using ClearView.AiTool.Text;

namespace ClearView.Platform.Tests.AiTool.Text;

/// <summary>What phrases are looked up in.</summary>
public sealed class NumbersByHashTests
{
    [Fact]
    public void Each_number_is_found_by_its_hash_and_what_is_not_there_is_not()
    {
        // Hashes that end alike want the same place.
        var numbers = Enumerable.Range(0, 500).Select(i => ((ulong)i << 32, i)).ToList();
        var table = new NumbersByHash(numbers);

        Assert.All(numbers, one => Assert.Equal(one.i, table[one.Item1]));
        Assert.All(Enumerable.Range(1, 500), i => Assert.Equal(-1, table[(ulong)i]));
    }

    [Fact]
    public void Of_one_hash_the_first_counts_and_an_empty_table_has_none()
    {
        Assert.Equal(7, new NumbersByHash([(9, 7), (9, 8)])[9]);
        Assert.Equal(-1, new NumbersByHash([])[0]);
    }

    [Fact]
    public void Two_spellings_of_a_word_have_one_hash_and_two_words_have_two()
    {
        Assert.Equal(WordForm.Hash("organise"), WordForm.Hash("Organize"));
        Assert.Equal(WordForm.Hash("Nurse's"), WordForm.Hash("nurse"));
        Assert.NotEqual(WordForm.Hash("nurse"), WordForm.Hash("purse"));
        Assert.NotEqual(WordForm.Hash("abc"), WordForm.Hash("acb"));
    }
}
