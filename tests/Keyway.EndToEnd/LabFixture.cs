using Keyway.EndToEnd;
using Keyway.Lab;
using Keyway.Lab.Walk;

[assembly: AssemblyFixture(typeof(LabFixture))]

namespace Keyway.EndToEnd;

/// <summary>One lab for all journeys: brought up before the first test, taken down behind the last.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private readonly LabFolder _folder = new("/var/lib/keyway-lab/test-" + Environment.ProcessId);
    private Laboratory? _lab;

    public Laboratory Lab => _lab ?? throw new InvalidOperationException("The lab did not come up.");

    public SignInWalk SignIn => new(Lab);

    public async ValueTask InitializeAsync() =>
        _lab = await Laboratory.BringUpAsync(_folder, new QuietStepReporter(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_lab is not null)
            await Laboratory.TakeDownAsync(_folder);
    }
}
