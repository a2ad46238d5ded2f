namespace Keyway.Device.Daemon.Relay;

/// <summary>How many callers of each user are at a socket that everybody may call: nobody but root can keep the others waiting.</summary>
/// <param name="most">Of one user.</param>
internal sealed class CallersOfUsers(int most)
{
    private readonly Dictionary<uint, int> _callers = [];

    /// <summary>Counts a caller in, unless there are as many of theirs as may be.</summary>
    public bool Enter(uint user)
    {
        lock (_callers)
        {
            var now = _callers.GetValueOrDefault(user);
            if (user != 0 && now >= most)
                return false;
            _callers[user] = now + 1;
            return true;
        }
    }

    /// <summary>Counts one out who was let in.</summary>
    public void Leave(uint user)
    {
        lock (_callers)
        {
            if (--_callers[user] == 0)
                _callers.Remove(user);
        }
    }
}
