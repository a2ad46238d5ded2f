using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>The lab's <c>keyway-server</c>, with its SQLite store in the lab's folder.</summary>
internal sealed class IdentityServer
{
    public const string Name = "identity server";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly LabFolder _folder;
    private readonly ServerProgram _program;

    public IdentityServer(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _program = new ServerProgram(folder.Server, record.ServerUrl);
    }

    /// <inheritdoc cref="ServerProgram.InitialiseAsync"/>
    public Task<string> InitialiseAsync(CancellationToken cancellation) =>
        _program.InitialiseAsync(Domain.TenantName, Domain.DnsName, cancellation);

    public RunningComponent Start() =>
        Daemon.Start(Name, _folder, "identity-server", _program.Url.GetLeftPart(UriPartial.Authority), ServerProgram.Path, _program.RunArguments, ServerProgram.Environment);

    public static async Task WaitAsync(RunningComponent component, HttpClient client, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        while (!await ServerProgram.IsHealthyAsync(client, cancellation))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(Name, "The identity server did not answer.", component.Log);
            await Task.Delay(Interval, cancellation);
        }
    }
}
