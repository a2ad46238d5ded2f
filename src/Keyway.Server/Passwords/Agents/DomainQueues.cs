using System.Collections.Concurrent;

namespace Keyway.Server.Passwords.Agents;

/// <summary>The queue of each domain: made by its first agent, so that there are no more of them than domains with a connector.</summary>
internal sealed class DomainQueues(TimeProvider time, PasswordAlarms alarms)
{
    private readonly ConcurrentDictionary<string, DomainQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Domains of which an agent was seen since the start.</summary>
    public ICollection<string> Domains => _queues.Keys;

    /// <summary>Null before the first agent.</summary>
    public DomainQueue? Find(string domain) => _queues.GetValueOrDefault(domain);

    /// <summary>The queue of a domain whose connector asks.</summary>
    public DomainQueue Open(string domain) => _queues.GetOrAdd(domain, _ => new DomainQueue(time, alarms));

    public QueueView View(string domain) => Find(domain)?.View() ?? new QueueView(0, [], new Dictionary<string, long>());
}
