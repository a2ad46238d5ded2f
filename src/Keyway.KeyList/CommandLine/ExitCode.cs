namespace Keyway.KeyList.CommandLine;

/// <summary>What who runs keyway-keylist learns from how it ends.</summary>
internal enum ExitCode
{
    /// <summary>Everything that was asked is done.</summary>
    Done = 0,

    /// <summary>Someone or something refused; asking again changes nothing.</summary>
    Refused = 1,

    /// <summary>The command line, or a file that it names, is wrong.</summary>
    Usage = 2,

    /// <summary>The companion and the domain do not fit together.</summary>
    SidesDiffer = 3,

    /// <summary>No domain controller could be reached; asking again may help.</summary>
    Unreachable = 4,

    /// <summary>A bug, or a broken machine.</summary>
    Broken = 5,
}
