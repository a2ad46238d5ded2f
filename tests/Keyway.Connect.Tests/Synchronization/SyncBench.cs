using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Connect.Synchronization;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>The real engine and its real state between a model of a directory and a model of a server.</summary>
internal sealed class SyncBench : IDisposable
{
    private static readonly Dictionary<int, byte[]> Certificates = Enumerable.Range(51, 10).ToDictionary(number => number, number => JoinCertificate(Samples.Anchor(number)));

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-sync-").FullName;

    public DirectoryModel Domain { get; } = new();

    public ScimModel Server { get; } = new();

    public BulkLimits Limits { get; set; } = new(5, 100_000);

    public SyncScope Scope { get; set; } = SyncScope.All;

    public int? Allowed { get; set; }

    /// <summary>Who signs in.</summary>
    public Guid? Own { get; set; }

    public Func<string, int, bool>? Ask { get; set; }

    /// <summary>Asked before each commit of the state: to crash there.</summary>
    public Action? Committing { get; set; }

    public string StatePath => Path.Combine(_folder, "state");

    public StateBinding Binding { get; set; } = new("https://keyway.contoso.corp.com/", Guid.Empty, "contoso.corp.com", "");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>One cycle, as one process.</summary>
    public Task<SyncTally> CycleAsync(string? fullBecause = null) => ToldToEndByAsync(CancellationToken.None, fullBecause);

    /// <summary>One cycle that may be told to end.</summary>
    public async Task<SyncTally> ToldToEndByAsync(CancellationToken stop, string? fullBecause = null)
    {
        using var folder = StateFolder.Hold(StatePath).Value;
        using var state = folder.Open(Binding with { Scope = Scope.ToString() }, () => Committing?.Invoke()).Value;
        return await new SyncCycle(
            Server, Limits, state, "contoso.corp.com", new PagePipeline(Domain.ReadAsync, new DirectoryObjects(Samples.Domain)), Scope,
            _ => Task.FromResult<Result<IReadOnlySet<Guid>>>(InScopeGroup()), new DeletionGuard(Allowed, Ask), Told.Add, TimeProvider.System, Own).RunAsync(fullBecause, stop);
    }

    /// <summary>How far the cycles were, in their own words.</summary>
    public List<SyncProgress> Told { get; } = [];

    /// <summary>One cycle in which nothing is refused or stopped.</summary>
    public async Task<SyncTally> MustAsync(string? fullBecause = null)
    {
        var tally = await CycleAsync(fullBecause);
        Assert.Null(tally.Stopped);
        Assert.Empty(tally.Refused);
        return tally;
    }

    /// <summary>Asserts that the server holds what of the domain is in the scope, and nothing else of it.</summary>
    public void AssertSame()
    {
        var objects = new DirectoryObjects(Samples.Domain);
        var inGroup = Scope.Group is null ? null : InScopeGroup();
        Assert.Equal(
            Domain.Users.Values.Where(user => InScope(user.ObjectGuid, user.Dn)).Select(user => Convert.ToHexString(objects.Of(user).Fingerprint)).Order(),
            Server.Users.Values.Where(user => user.OnPremises is not null).Select(user => Convert.ToHexString(Fingerprint.Of(Fingerprint.Normal(user)))).Order());
        Assert.Equal(
            Domain.Computers.Values.Where(computer => InScope(computer.ObjectGuid, computer.Dn)).Select(computer => Convert.ToHexString(objects.Of(computer).Fingerprint)).Order(),
            Server.Devices.Values.Select(device => Convert.ToHexString(Fingerprint.Of(Fingerprint.Normal(device)))).Order());
        var groups = Domain.Groups.Values.Where(group => InScope(group.ObjectGuid, group.Dn)).ToList();
        Assert.Equal(
            groups.Select(group => Convert.ToHexString(objects.Of(group).Fingerprint)).Order(),
            Server.Groups.Values.Select(group => Convert.ToHexString(Fingerprint.Of(Fingerprint.Normal(group.Group)))).Order());
        foreach (var group in groups)
        {
            Assert.Equal(
                Domain.MembersOf(group.ObjectGuid).Where(member => member != group.ObjectGuid
                    && ((Domain.Users.TryGetValue(member, out var user) && InScope(member, user.Dn)) || (Domain.Groups.TryGetValue(member, out var nested) && InScope(member, nested.Dn)))).Order(),
                Server.MembersOf(group.ObjectGuid).Select(member => member!.Value).Order());
        }

        bool InScope(Guid anchor, string dn) => Scope.HoldsPlace(dn) && (inGroup is null || inGroup.Contains(anchor) || anchor == Scope.Group!.Anchor);
    }

    private HashSet<Guid> InScopeGroup()
    {
        var reached = new HashSet<Guid>();
        var waiting = new Queue<Guid>([Scope.Group!.Anchor]);
        while (waiting.TryDequeue(out var group))
        {
            foreach (var member in Domain.MembersOf(group))
            {
                if (reached.Add(member))
                    waiting.Enqueue(member);
            }
        }

        return reached;
    }

    /// <summary>A computer that wants to be joined, from 51 to 60.</summary>
    public static DirectoryComputer Computer(int number) => new()
    {
        ObjectGuid = Samples.Anchor(number),
        Sid = Samples.DomainSid.Child((uint)(2000 + number)),
        Dn = $"CN=pc{number},CN=Computers,DC=contoso,DC=corp,DC=com",
        SamAccountName = $"PC{number}$",
        DnsHostName = $"pc{number}.contoso.corp.com",
        OperatingSystem = "Debian",
        Enabled = true,
        UserCertificates = [Certificates[number]],
    };

    private static byte[] JoinCertificate(Guid computer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={computer:D}", key, HashAlgorithmName.SHA256).CreateSelfSigned(Samples.KeyTime, Samples.KeyTime.AddYears(10));
        return certificate.RawData;
    }
}
