using Keyway.Connect.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class RotationRuleTests
{
    [Fact]
    public void A_key_younger_than_a_day_is_kept_and_the_time_is_told()
    {
        var refusal = Check("Scheduled", Samples.KeyTime.AddHours(24).AddSeconds(-1))!;

        Assert.Equal(Catalogue.Connect.RotatedRecently, refusal.Error);
        Assert.EndsWith("possible from 2026-11-23 10:20:30Z", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scheduled", 24)]
    [InlineData("Forced", 0)]
    [InlineData("Leaked", 0)]
    public void An_older_one_an_urgent_one_and_a_leaked_one_are_replaced(string manner, int hours) => Assert.Null(Check(manner, Samples.KeyTime.AddHours(hours)));

    [Fact]
    public void A_key_of_unknown_age_is_another_steps_matter() => Assert.Null(RotationRule.Check(RotationManner.Scheduled, null, Samples.KeyTime));

    [Fact]
    public void Former_tickets_end_with_the_longest_of_them_and_those_of_a_leaked_key_at_once()
    {
        Assert.Contains("until 2026-11-22 20:20:30Z", new FormerTickets(4, RotationManner.Forced).Lines(Samples.KeyTime)[0], StringComparison.Ordinal);
        Assert.StartsWith("Stops working now: every partial ticket minted with key version 4 or before.", new FormerTickets(4, RotationManner.Leaked).Lines(Samples.KeyTime)[0], StringComparison.Ordinal);
        Assert.Null(new FormerTickets(4, RotationManner.Leaked).Json(Samples.KeyTime)["acceptedUntil"]);
    }

    private static Refusal? Check(string manner, DateTimeOffset now) => RotationRule.Check(Enum.Parse<RotationManner>(manner), Samples.KeyTime, now);
}
