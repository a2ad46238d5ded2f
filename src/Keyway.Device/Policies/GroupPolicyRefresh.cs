using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>Reads Group Policy once and keeps it; what fails leaves what was kept.</summary>
internal sealed class GroupPolicyRefresh(DeviceFolder folder, IReadOnlyList<string> domainControllers)
{
    /// <summary>Reads and keeps; <see cref="Catalogue.Policies.NoDomain"/> on a computer without a domain.</summary>
    public async Task<Result<GroupPolicyAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        var state = new DeviceState(folder);
        if (!state.ReadDescription().TryGet(out var device, out var refusal))
            return refusal;
        if (device.Domain is not { } domain)
            return Catalogue.Policies.NoDomain;
        var files = new PolicyFiles(folder);
        var before = LastOf(files);
        if (!(await new GroupPolicyProcess(folder, domain, domainControllers).RunAsync(cancellationToken)).TryGet(out var answer, out refusal))
            return refusal;

        // Left or joined anew meanwhile: this was another computer's policy.
        if (!state.ReadDescription().TryGet(out var now, out refusal) || now.DeviceId != device.DeviceId)
            return refusal ?? new Refusal(Catalogue.Device.NotJoined);
        return Keep(files, answer, before);
    }

    /// <summary>Keeps what was read, unless another reading that began later has ended meanwhile: its word is the newer one.</summary>
    /// <param name="files">Where it is kept.</param>
    /// <param name="answer">What was read.</param>
    /// <param name="before">When what was kept at the start had been read: a clock that was put back is not another reading.</param>
    internal static Result<GroupPolicyAnswer> Keep(PolicyFiles files, GroupPolicyAnswer answer, DateTimeOffset before)
    {
        if (LastOf(files) is var last && last != before && last > answer.Computer.ReadOn)
            return answer;
        if (!files.Write(PolicySource.GroupPolicy, answer.Computer).TryGet(out _, out var refusal))
            return refusal;

        // Who signed in meanwhile stays noted; who was asked for and is not in the answer has left the domain.
        var asked = files.ReadPeople().TryGet(out var people, out _) ? people.Where(person => person.Seen >= answer.Computer.ReadOn) : [];
        return files.WritePeople(answer.People.UnionBy(asked, person => person.Account)).TryGet(out _, out refusal) ? answer : refusal;
    }

    private static DateTimeOffset LastOf(PolicyFiles files) => files.Read(PolicySource.GroupPolicy).TryGet(out var kept, out _) ? kept.ReadOn : default;
}
