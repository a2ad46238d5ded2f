using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Family O08: a plan says what will be done, and does nothing.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerPlanTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Planned";

    private static readonly KerberosServerSettings Settings = new() { Name = Name, AllowGroups = [Domain.AllowedGroup], AccountPassword = "N3w secret of the account" };

    private DirectorySeat _seat = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _seat.Dispose();
    }

    [Fact]
    public async Task Plans_write_nothing_anywhere_in_the_directory()
    {
        var before = await _seat.LastChangeAsync(Cancellation);
        Assert.NotEmpty((await _seat.Objects.PlanAsync(Settings, Cancellation)).Value);
        Assert.Empty((await _seat.Objects.PlanRemovalAsync(Name, Cancellation)).Value);
        Assert.Equal(before, await _seat.LastChangeAsync(Cancellation));

        Assert.True((await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Succeeded);
        before = await _seat.LastChangeAsync(Cancellation);
        Assert.NotEmpty((await _seat.Objects.PlanAsync(Settings with { AllowGroups = ["Domain Users"] }, Cancellation)).Value);
        Assert.NotEmpty((await _seat.Objects.PlanRotationAsync(Name, 2, Cancellation)).Value);
        Assert.NotEmpty((await _seat.Objects.PlanRemovalAsync(Name, Cancellation)).Value);
        Assert.Equal(before, await _seat.LastChangeAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_planned_is_what_is_made_with_the_values_that_the_domain_controller_chose()
    {
        var planned = (await _seat.Objects.PlanAsync(Settings, Cancellation)).Value;
        var reported = new ReportedChanges();
        var creation = (await _seat.Objects.CreateAsync(Settings, reported, Cancellation)).Value;

        Assert.Equal(creation.Changes, reported.Made);
        Assert.Null(creation.LeftOut);
        Assert.Equal(planned.Select(change => (change.Kind, change.Dn, change.Right)), creation.Changes.Select(change => (change.Kind, change.Dn, change.Right)));
        var made = creation.Changes.SelectMany(change => change.Attributes).ToList();
        var foreseen = planned.SelectMany(change => change.Attributes).ToList();
        Assert.Equal(foreseen.Select(attribute => attribute.Name), made.Select(attribute => attribute.Name));
        Assert.All(foreseen.Zip(made), pair => Assert.True(pair.First == pair.Second || pair.First.Value.Contains(PlannedAttribute.ChosenByDirectory, StringComparison.Ordinal)));
        Assert.DoesNotContain(made, attribute => attribute.Value.Contains(PlannedAttribute.ChosenByDirectory, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_plan_and_no_report_shows_a_password()
    {
        Assert.DoesNotContain(Settings.AccountPassword!, Settings.ToString(), StringComparison.Ordinal);
        var planned = (await _seat.Objects.PlanAsync(Settings, Cancellation)).Value;
        var creation = (await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Value;

        Assert.All(planned.Concat(creation.Changes).SelectMany(change => change.Attributes), attribute => Assert.DoesNotContain("secret", attribute.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_right_leaves_nothing_to_plan()
    {
        var settings = Settings with { AccountPassword = null };
        Assert.True((await _seat.Objects.CreateAsync(settings, cancellationToken: Cancellation)).Succeeded);

        Assert.Empty((await _seat.Objects.PlanAsync(settings, Cancellation)).Value);
        Assert.Empty((await _seat.Objects.CreateAsync(settings, cancellationToken: Cancellation)).Value.Changes);
    }

    [Fact]
    public async Task A_removal_deletes_what_its_plan_says()
    {
        Assert.True((await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Succeeded);
        var planned = (await _seat.Objects.PlanRemovalAsync(Name, Cancellation)).Value;
        var reported = new ReportedChanges();
        var removed = (await _seat.Objects.RemoveAsync(Name, reported, Cancellation)).Value.Removed;

        Assert.Equal(planned.Select(change => change.Dn), removed);
        Assert.Equal(removed, reported.Made.Select(change => change.Dn));
        foreach (var dn in removed)
            Assert.False(await _seat.ExistsAsync(dn, Cancellation));
    }
}
