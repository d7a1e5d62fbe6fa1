namespace FlowRuntime.Storage;

/// <summary>Another process owns the data directory; the message says which folder and what to do.</summary>
public sealed class DataDirectoryInUseException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public DataDirectoryInUseException() { }

    /// <summary>Makes one.</summary>
    /// <param name="message">Sentence for the operator.</param>
    public DataDirectoryInUseException(string message)
        : base(message) { }

    /// <summary>Makes one with its cause.</summary>
    /// <param name="message">Sentence for the operator.</param>
    /// <param name="innerException">What the system said.</param>
    public DataDirectoryInUseException(string message, Exception innerException)
        : base(message, innerException) { }
}
