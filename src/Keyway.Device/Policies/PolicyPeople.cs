using Keyway.Device.Daemon.People;
using Keyway.Device.State;

namespace Keyway.Device.Policies;

/// <summary>Notes who signs in at a domain's computer, by a key or by a password, so that the user half of Group Policy is read for them; soon for somebody new.</summary>
internal sealed class PolicyPeople(DeviceFolder folder, LocalFiles local, Action<string> log, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan NotedAgain = TimeSpan.FromDays(1);

    private readonly PolicyFiles _files = new(folder);
    private readonly Lock _writing = new();
    private readonly SemaphoreSlim _somebodyNew = new(0, 1);

    /// <summary>Ends when somebody is there for whom nothing was read yet.</summary>
    public Task SomebodyNewAsync(CancellationToken cancellationToken) => _somebodyNew.WaitAsync(cancellationToken);

    /// <summary>Somebody signs in.</summary>
    /// <param name="name">As the computer's name service knows them: <c>alice</c>, <c>CORP\alice</c>, <c>alice@corp.example</c>.</param>
    public void Note(string name)
    {
        if (!PasswdEntry.IsName(name) || local.HasUser(name) || !new DeviceState(folder).ReadDescription().TryGet(out var device, out _) || device.Domain is null)
            return;
        lock (_writing)
        {
            var now = time.GetUtcNow();
            var account = PasswdEntry.UserPart(name).ToLowerInvariant();

            // A damaged file is said by whoever needs it; the next reading writes it anew.
            if (!_files.ReadPeople().TryGet(out var people, out _))
                return;
            var known = people.FirstOrDefault(person => person.Account == account);
            if (known is not null && now - known.Seen < NotedAgain && known.Seen <= now)
                return;
            if (!_files.WritePeople([.. people.Where(person => person != known), new PersonPolicies(account, now, known?.Policies)]).TryGet(out _, out var refusal))
                log(refusal.ToString());
            else if (known is null && _somebodyNew.CurrentCount == 0)
                _somebodyNew.Release();
        }
    }

    public void Dispose() => _somebodyNew.Dispose();
}
