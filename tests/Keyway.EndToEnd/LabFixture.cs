using Keyway.EndToEnd;
using Keyway.Lab;
using Keyway.Lab.Processes;
using Keyway.Lab.Walk;

[assembly: AssemblyFixture(typeof(LabFixture))]

namespace Keyway.EndToEnd;

/// <summary>One lab for all journeys: brought up before the first test, taken down behind the last.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private readonly LabFolder _folder = new("/var/lib/keyway-lab/test-" + Environment.ProcessId);
    private readonly SemaphoreSlim _one = new(1);
    private Laboratory? _lab;

    public Laboratory Lab => _lab ?? throw new InvalidOperationException("The lab did not come up.");

    public SignInWalk SignIn => new(Lab);

    /// <summary>What <c>kerberos-server set</c> said of the second domain before anybody of it was synced; null while that domain is not up.</summary>
    public ToolResult? SetBeforeFirstSync { get; private set; }

    public async ValueTask InitializeAsync() =>
        _lab = await Laboratory.BringUpAsync(_folder, new QuietStepReporter(), CancellationToken.None);

    /// <summary>The same lab with its second domain, which comes up when the first test asks for it.</summary>
    public async Task<Laboratory> WithFabrikamAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (SetBeforeFirstSync is null)
            {
                await Lab.AddFabrikamAsync(new QuietStepReporter(), cancellation);
                SetBeforeFirstSync = await Lab.Administration.KerberosServerAsync("set", ["--allow-group", Domain.AllowedGroup], cancellation, domain: LabDomain.Fabrikam);
                await Lab.PopulateFabrikamAsync(new QuietStepReporter(), cancellation);
            }

            return Lab;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        if (_lab is not null)
            await Laboratory.TakeDownAsync(_folder);
    }
}
