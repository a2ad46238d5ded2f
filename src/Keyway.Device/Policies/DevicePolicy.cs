using Keyway.Device.Daemon;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>
/// What holds on this computer: for each policy the word of the strongest source that speaks of it. While the file of a source is refused, nobody knows what
/// it said, so keys are not offered and no NTLM secret is asked for, whatever the others say.
/// </summary>
internal sealed class DevicePolicy
{
    private static readonly PolicySource[] Kept = [PolicySource.GroupPolicy, PolicySource.DeviceManagement];

    private readonly Dictionary<PolicyName, PolicySetting> _effective;

    private DevicePolicy(IReadOnlyList<PolicySetting> said, IReadOnlyDictionary<PolicySource, StoredPolicies> sources, IReadOnlyList<Refusal> refusals)
    {
        _effective = said.GroupBy(setting => setting.Name).ToDictionary(group => group.Key, group => group.MaxBy(setting => setting.Source)!);
        Lost = [.. said.Where(setting => setting.Source != PolicySource.Default && !ReferenceEquals(setting, _effective[setting.Name]))];
        Sources = sources;
        Refusals = refusals;
    }

    /// <summary>Whether security keys are offered.</summary>
    public bool SecurityKeySignIn => Refusals.Count == 0 && ValueOf(PolicyName.SecurityKeySignIn) == 1;

    /// <summary>Whether the domain controller is asked for the NTLM secret too.</summary>
    public bool KeyList => Refusals.Count == 0 && ValueOf(PolicyName.KeyListRequest) == 1;

    /// <summary>Days since the last sign-in at the identity server for which a key opens the computer without it; 0 is never.</summary>
    public int OfflineDays => ValueOf(PolicyName.OfflineDays);

    /// <summary>How many times a key opens the computer without the identity server before it must be asked again; 0 is without limit.</summary>
    public int OfflineUnlocks => ValueOf(PolicyName.OfflineUnlocks);

    /// <summary>Both together.</summary>
    public OfflineLimits Offline => new(OfflineDays, OfflineUnlocks);

    /// <summary>Whether the screen locks when the key is pulled out.</summary>
    public bool LockOnRemoval => ValueOf(PolicyName.LockOnRemoval) == 1;

    /// <summary>Every policy with the source that won, in the order of <see cref="PolicyName"/>.</summary>
    public IReadOnlyList<PolicySetting> All => [.. _effective.Values.OrderBy(setting => setting.Name)];

    /// <summary>What was set and lost to a stronger source.</summary>
    public IReadOnlyList<PolicySetting> Lost { get; }

    /// <summary>The sources whose files could be read.</summary>
    public IReadOnlyDictionary<PolicySource, StoredPolicies> Sources { get; }

    /// <summary>The sources whose files are refused: while there is one, keys are not offered and no NTLM secret is asked for.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Reads what holds now. Three small files: cheap enough for each sign-in.</summary>
    /// <param name="settings">What the administrator of the computer set.</param>
    /// <param name="files">What the organisation set.</param>
    /// <param name="person">Account in the computer's domain of whom it is for; null for the computer alone.</param>
    public static DevicePolicy Of(DaemonSettings settings, PolicyFiles files, string? person = null)
    {
        var said = Enum.GetValues<PolicyName>().Select(name => new PolicySetting(name, PolicyRange.Default(name), PolicySource.Default, null)).ToList();
        if (settings.SecurityKeySignIn is { } offered)
            said.Add(new PolicySetting(PolicyName.SecurityKeySignIn, offered ? 1 : 0, PolicySource.Local, DaemonSettings.DefaultPath));
        if (settings.OfflineDays is { } days)
            said.Add(new PolicySetting(PolicyName.OfflineDays, days, PolicySource.Local, DaemonSettings.DefaultPath));
        var sources = new Dictionary<PolicySource, StoredPolicies>();
        var refusals = new List<Refusal>();
        foreach (var source in Kept)
        {
            if (files.Read(source).TryGet(out var policies, out var refusal))
                Add(source, policies);
            else
                refusals.Add(refusal);
        }

        if (!files.ReadPeople().TryGet(out var people, out var unread))
            refusals.Add(unread);
        else if (person is not null)
            Add(PolicySource.GroupPolicyOfPerson, people.FirstOrDefault(known => known.Account.Equals(person, StringComparison.OrdinalIgnoreCase))?.Policies ?? new StoredPolicies([], default));
        return new DevicePolicy(said, sources, refusals);

        void Add(PolicySource source, StoredPolicies policies)
        {
            sources[source] = policies;
            said.AddRange(policies.Settings.Select(setting => new PolicySetting(setting.Name, setting.Value, source, setting.Where)));
        }
    }

    /// <summary>Who set what holds of a policy.</summary>
    public PolicySetting FromWhat(PolicyName name) => _effective[name];

    private int ValueOf(PolicyName name) => _effective[name].Value;
}
