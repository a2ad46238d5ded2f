using Keyway.Errors;

namespace Keyway.Server.Passwords.Agents;

/// <summary>
/// The checks of one domain and the agents that take them. A check goes to the waiting agent with the fewest in hand; an answer counts only from an
/// agent that was given the check, once, and before its end. All of it in memory and bounded: passwords are never written down.
/// </summary>
internal sealed class DomainQueue(TimeProvider time, PasswordAlarms alarms)
{
    private const int MostWaiting = 256;
    private const int MostAgents = 64;
    private const int MostPollsOfAgent = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<PendingCheck> _waiting = [];
    private readonly List<WaitingPoll> _polls = [];
    private readonly Dictionary<Guid, PasswordAgent> _agents = [];
    private readonly Dictionary<Guid, HandedCheck> _handed = [];
    private readonly long[] _former = new long[(int)PasswordVerdict.Unavailable + 1];

    /// <summary>Whether anybody is there to check.</summary>
    public bool HasAgent
    {
        get
        {
            lock (_lock)
                return _agents.Values.Any(agent => agent.IsActive(time.GetUtcNow()));
        }
    }

    /// <summary>Takes a check in; null, or why not.</summary>
    public Refusal? Enqueue(PendingCheck check)
    {
        lock (_lock)
        {
            if (!_agents.Values.Any(agent => agent.IsActive(time.GetUtcNow())))
                return new Refusal(Catalogue.Passwords.NoAgent);
            if (_waiting.Count >= MostWaiting)
                return new Refusal(Catalogue.Passwords.Busy, "queue");
            _waiting.AddLast(check);
            Match();
            return null;
        }
    }

    /// <summary>True when an agent took the check.</summary>
    public bool IsHanded(PendingCheck check)
    {
        lock (_lock)
            return check.Agents.Count > 0;
    }

    /// <summary>True when an active agent was not given the check yet.</summary>
    public bool HasOtherAgent(PendingCheck check)
    {
        lock (_lock)
            return _agents.Values.Any(agent => agent.IsActive(time.GetUtcNow()) && !check.Agents.Contains(agent.Id));
    }

    /// <summary>Offers the check to an agent that does not have it, before all that wait. Who has it may still answer.</summary>
    public void EnqueueAgain(PendingCheck check)
    {
        lock (_lock)
        {
            if (!check.Reopen())
                return;
            _waiting.AddFirst(check);
            Match();
        }
    }

    /// <summary>Nobody waits for the check any more.</summary>
    public void Withdraw(PendingCheck check)
    {
        lock (_lock)
        {
            _waiting.Remove(check);
            foreach (var handed in _handed.Values.Where(handed => handed.Check == check).ToArray())
            {
                _handed.Remove(handed.Id);
                handed.Agent.InHand--;
                if (!check.Verdict.IsCompletedSuccessfully)
                    handed.Agent.Unanswered++;
            }
        }
    }

    /// <summary>Gives an agent what waits, or holds its request back until something does.</summary>
    public async Task<Result<List<HandedCheck>>> PollAsync(AgentPoll request, CancellationToken cancellation)
    {
        WaitingPoll poll;
        lock (_lock)
        {
            if (!Recognise(request).TryGet(out var agent, out var refusal))
                return refusal;
            var given = Take(agent, request.Most);
            if (given.Count > 0 || request.Wait == TimeSpan.Zero)
                return given;
            if (agent.OpenPolls >= MostPollsOfAgent)
                return new Refusal(Catalogue.Passwords.TooManyAgents, "requests of one agent");
            poll = new WaitingPoll(agent);
            agent.OpenPolls++;
            _polls.Add(poll);
        }

        try
        {
            await poll.Woken.WaitAsync(request.Wait, time, cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            // What it was given in this very moment counts.
        }

        lock (_lock)
        {
            poll.Agent.OpenPolls--;
            poll.Agent.LastSeen = time.GetUtcNow();
            _polls.Remove(poll);
            return poll.Given is { } handed ? [handed] : new List<HandedCheck>();
        }
    }

    /// <summary>Checks that never left this computer, because their agent's connection was gone: others may have them.</summary>
    public void GiveBack(IReadOnlyList<HandedCheck> undelivered)
    {
        lock (_lock)
        {
            foreach (var handed in undelivered.Where(handed => _handed.Remove(handed.Id)))
            {
                handed.Agent.InHand--;
                handed.Check.Agents.Remove(handed.Agent.Id);
                _waiting.AddFirst(handed.Check);
            }

            Match();
        }
    }

    /// <summary>Takes an answer from the agent that was given the check.</summary>
    public Refusal? Answer(Guid connectorId, Guid agentId, Guid checkId, PasswordVerdict verdict)
    {
        lock (_lock)
        {
            if (!_handed.TryGetValue(checkId, out var handed))
                return new Refusal(Catalogue.Passwords.NotYourCheck, "over, or never given");
            if (handed.Agent.Id != agentId || handed.Agent.ConnectorId != connectorId)
            {
                alarms.ForeignAnswer(connectorId, agentId, handed.Agent.Id);
                return new Refusal(Catalogue.Passwords.NotYourCheck, $"given to agent {handed.Agent.Id}");
            }

            _handed.Remove(checkId);
            handed.Agent.InHand--;
            handed.Agent.LastSeen = time.GetUtcNow();
            handed.Agent.Answered(verdict, handed.Agent.LastSeen);

            // One agent that cannot reach the domain does not speak for another that is still at it.
            if (verdict != PasswordVerdict.Unavailable || _handed.Values.All(other => other.Check != handed.Check))
                handed.Check.Settle(verdict);
            return null;
        }
    }

    public QueueView View()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return new QueueView(
                _waiting.Count,
                [.. _agents.Values.OrderByDescending(agent => agent.LastSeen).Select(agent => agent.View(now))],
                Enum.GetValues<PasswordVerdict>().ToDictionary(PasswordVerdicts.Word, verdict => _former[(int)verdict] + _agents.Values.Sum(agent => agent.Outcomes(verdict))));
        }
    }

    private Result<PasswordAgent> Recognise(AgentPoll request)
    {
        var now = time.GetUtcNow();
        if (_agents.TryGetValue(request.AgentId, out var known))
        {
            if (!known.Is(request.ConnectorId, request.KeyInfo))
            {
                request.Key.Dispose();
                alarms.AgentChanged(request.ConnectorId, request.AgentId);
                return new Refusal(Catalogue.Passwords.AgentChanged, $"agent {request.AgentId}");
            }

            if (known.Key != request.Key)
                request.Key.Dispose();
            known.LastSeen = now;
            return known;
        }

        if (_agents.Count >= MostAgents && !ForgetOldest(now))
        {
            request.Key.Dispose();
            return new Refusal(Catalogue.Passwords.TooManyAgents, "agents");
        }

        var agent = new PasswordAgent(request.AgentId, request.ConnectorId, request.HostName, request.KeyInfo, request.Key, now);
        _agents.Add(agent.Id, agent);
        return agent;
    }

    private bool ForgetOldest(DateTimeOffset now)
    {
        if (_agents.Values.Where(agent => !agent.IsActive(now) && agent.InHand == 0).MinBy(agent => agent.LastSeen) is not { } oldest)
            return false;
        _agents.Remove(oldest.Id);
        foreach (var verdict in Enum.GetValues<PasswordVerdict>())
            _former[(int)verdict] += oldest.Outcomes(verdict);
        oldest.Dispose();
        return true;
    }

    private List<HandedCheck> Take(PasswordAgent agent, int most)
    {
        var taken = new List<HandedCheck>();
        for (var node = _waiting.First; node is not null && taken.Count < most;)
        {
            var next = node.Next;
            if (!node.Value.Agents.Contains(agent.Id))
            {
                _waiting.Remove(node);
                taken.Add(Hand(node.Value, agent));
            }

            node = next;
        }

        return taken;
    }

    private void Match()
    {
        for (var node = _waiting.First; node is not null && _polls.Count > 0;)
        {
            var next = node.Next;
            if (_polls.Where(poll => !node.Value.Agents.Contains(poll.Agent.Id)).MinBy(poll => poll.Agent.InHand) is { } poll)
            {
                _waiting.Remove(node);
                _polls.Remove(poll);
                poll.Give(Hand(node.Value, poll.Agent));
            }

            node = next;
        }
    }

    private HandedCheck Hand(PendingCheck check, PasswordAgent agent)
    {
        var handed = new HandedCheck(Guid.NewGuid(), check, agent);
        check.Agents.Add(agent.Id);
        agent.InHand++;
        _handed.Add(handed.Id, handed);
        return handed;
    }
}
