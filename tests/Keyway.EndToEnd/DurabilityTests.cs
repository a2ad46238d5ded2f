namespace Keyway.EndToEnd;

/// <summary>Nothing is lost when the identity server is killed (family A01).</summary>
[Collection(LabCollection.Name)]
public sealed class DurabilityTests(LabFixture fixture)
{
    [Fact]
    public async Task A_server_that_was_killed_starts_again_and_knows_everyone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await fixture.SignIn.SignInAsync("alice", cancellation);

        await fixture.Lab.RestartServerAsync(cancellation);

        await fixture.SignIn.SignInAsync("alice", cancellation);
        await fixture.SignIn.ListTicketsAsync("alice", cancellation);
    }
}
