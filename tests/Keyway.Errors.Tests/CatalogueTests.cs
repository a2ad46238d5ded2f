namespace Keyway.Errors.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_number_is_used_once() =>
        Assert.Empty(Catalogue.All.GroupBy(entry => entry.Error.Number).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_number_has_four_digits() =>
        Assert.All(Catalogue.All, entry => Assert.InRange(entry.Error.Number, 1000, 9999));

    [Fact]
    public void Cause_and_remedy_are_one_sentence_each() =>
        Assert.All(Catalogue.All, entry => Assert.All([entry.Error.Cause, entry.Error.Remedy], sentence =>
        {
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.True(char.IsUpper(sentence[0]) || !char.IsLetter(sentence[0]), sentence);
            Assert.DoesNotContain('\n', sentence);
        }));

    [Fact]
    public void Numbers_stand_in_the_range_of_their_area() =>
        Assert.All(Catalogue.All.GroupBy(entry => entry.Area), area =>
            Assert.True(area.Max(entry => entry.Error.Number) - area.Min(entry => entry.Error.Number) < 100, area.Key));
}
